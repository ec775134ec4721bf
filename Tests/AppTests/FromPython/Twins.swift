import Foundation
import SteelcutDomain
import SteelcutServer
import Testing

/// The examples of `Docs/FromPython.md`, compiled and run: what stands there in Swift stands here, line by line.
@Suite struct Twins {
    @Test func `all of them, one after another`() async throws {
        try await Workspace.with { work in
            let folder = work.folder.path
            try work.write(#"{"about": "This is a protected resource"}"#, to: "protected_resource.json")

            let steelcut = try await Steelcut(
                // or .postgres("host=127.0.0.1 dbname=clientdb user=steelcut_admin")
                store: .sqlite("\(folder)/clients.db"),
                keyring: .directory("\(folder)/keyring"),
                createsTables: true)

            try await steelcut.makeSigningKey()

            let jane = try await steelcut.addClient(name: "Jane Doe", resources: ["api_v0.0.1"])
            print(jane.json)
            #expect(
                jane.json.wholeMatch(
                    of:
                        #/{"grant_type":"client_credentials","client_id":"[0-9a-f]{32}","client_secret":"PRIVATE-[A-Za-z0-9_-]{43}","resource":"api_v0.0.1","name":"Jane Doe"}/#
                ) != nil)

            let app = try await steelcut.authorizationServer(port: 0)  // 5000 where no port is given
            try await app.start()

            let token = try await Steelcut.requestToken(
                from: "\(app.url)/token", clientID: jane.client.id, secret: jane.secret, resource: "api_v0.0.1")

            let api = try await Steelcut.resourceServer(
                route: "api_v0.0.1", file: "\(folder)/protected_resource.json", issuer: app.url, port: 0)
            try await api.start()

            let document = try await Steelcut.fetchResource("\(api.url)/api_v0.0.1", token: token)
            print(document)  // {"about": "This is a protected resource"}
            #expect(document == #"{"about": "This is a protected resource"}"#)

            await #expect(throws: (any Error).self) {
                try await Steelcut.fetchResource("\(api.url)/api_v0.0.1", token: token + "x")
            }

            try await api.stop()
            try await app.stop()
            await #expect(throws: (any Error).self) {
                try await Steelcut.fetchResource("\(api.url)/api_v0.0.1", token: token)
            }
        }
    }

    @Test func `changing a client and removing it`() async throws {
        try await Workspace.with { work in
            let steelcut = try await Self.open(work)
            let jane = try await steelcut.addClient(name: "Jane Doe", resources: ["api_v0.0.1"])

            try await steelcut.updateClient(
                jane.client.id, grantTypes: ["another grant type"], resources: ["another resource"])
            let renewed = try await steelcut.replaceSecret(of: jane.client.id)
            print(renewed.json)
            #expect(renewed.json.hasPrefix(#"{"grant_type":"another grant type","client_id":"\#(jane.client.id)""#))
            #expect(renewed.json.contains(#""resource":"another resource""#))
            // The old one stays listed, as one that has ended.
            #expect(try await steelcut.clients().map { $0.secrets.count { $0.expires == nil } } == [1])

            try await steelcut.removeClient(jane.client.id)
            #expect(try await steelcut.clients().isEmpty)
        }
    }

    @Test func `moving its clients`() async throws {
        try await Workspace.with { work in
            try await PythonTable.sqlite(work, PythonTable.good)
            let (steelcut, folder) = (try await Self.open(work), work.folder.path)

            let report = try await steelcut.importClients(from: .sqlite("\(folder)/clientdb.db"))
            print(report.isComplete ? "all of them" : "not all: see the entries of the report")
            #expect(report.isComplete && report.entries.count == PythonTable.good.count)
            #expect(try await steelcut.clients().count == PythonTable.good.count)
        }
    }

    @Test func `what is malformed is named by its parameter, and settings by their keys`() async throws {
        try await Workspace.with { work in
            let steelcut = try await Self.open(work)
            let refusal = await #expect(throws: InvalidArgument.self) {
                try await steelcut.addClient(name: "Jane Doe", resources: ["api", " not one"])
            }
            #expect(refusal?.description == "resources: malformed")
            for settings in [["token.lifetime": "forever"], ["no.such.key": "1"]] {
                let error = await #expect(throws: (any Error).self) {
                    _ = try await Self.open(work, settings: settings)
                }
                let key = try #require(settings.keys.first)
                #expect(
                    error.map { "\($0)".contains(key.prefix(7).replacing(".", with: "-")) || "\($0)".contains(key) }
                        == true)
            }
            await #expect(throws: (any Error).self) {
                _ = try await Steelcut(store: .sqlite(work.path("none.db")), keyring: .directory(work.path("none")))
            }
        }
    }

    private static func open(_ work: Workspace, settings: [String: String] = [:]) async throws -> Steelcut {
        try await Steelcut(
            store: .sqlite(work.path("clients.db")), keyring: .directory(work.path("keyring")), createsTables: true,
            settings: settings.merging(["hash.memory-kib": "8", "hash.iterations": "1"]) { $1 })
    }
}
