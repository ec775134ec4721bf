import Foundation
import Testing

/// Key files that are damaged, or that others can get at: no start, one clear line that names the file, no byte of a key.
@Suite struct KeyringRefusals {
    /// A way to spoil a keyring.
    struct Damage: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let spoil: @Sendable (Workspace, _ key: String) throws -> Void

        init(_ name: String, _ way: @escaping @Sendable (Workspace, String) throws -> Void) {
            testDescription = name
            spoil = way
        }
    }

    static let damages: [Damage] = [
        Damage("empty") { try $0.write("", to: $1) },
        Damage("truncated") { try $0.write(Array(try $0.read($1).dropLast(60)), to: $1) },
        Damage("not a key") { try $0.write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", to: $1) },
        Damage("a byte changed") { work, key in
            var text = String(decoding: try work.read(key), as: UTF8.self)
            let begin = try #require(text.range(of: "PRIVATE KEY-----\n")).upperBound
            let place = text.index(begin, offsetBy: 80)
            text.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            try work.write(text, to: key)
        },
        Damage("binary") { try $0.write([UInt8](repeating: 0xFF, count: 300), to: $1) },
        Damage("readable by everybody") { try $0.chmod(0o644, $1) },
        Damage("readable by the group") { try $0.chmod(0o640, $1) },
        Damage("a symbolic link") { work, key in
            try FileManager.default.moveItem(atPath: work.path(key), toPath: work.path("moved.pem"))
            try FileManager.default.createSymbolicLink(
                atPath: work.path(key), withDestinationPath: work.path("moved.pem"))
        },
        Damage("a folder") { work, key in
            try FileManager.default.removeItem(atPath: work.path(key))
            try FileManager.default.createDirectory(atPath: work.path(key), withIntermediateDirectories: false)
        },
    ]

    @Test(arguments: damages)
    func `a key file that is`(_ damage: Damage) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let name = try #require(work.names(in: "steelcut-data/keyring").first)
            let key = "steelcut-data/keyring/\(name)"
            let secrets = lines(try work.read(key))
            try damage.spoil(work, key)
            try await expectRefusal(work, naming: name, without: secrets)
        }
    }

    @Test(arguments: [0o707, 0o770, 0o777])
    func `a folder that others can write to`(_ mode: Int) async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let name = try #require(work.names(in: "steelcut-data/keyring").first)
            let secrets = lines(try work.read("steelcut-data/keyring/\(name)"))
            try work.chmod(mode, "steelcut-data/keyring")
            try await expectRefusal(work, naming: "steelcut-data/keyring", without: secrets)
        }
    }

    @Test func `a passphrase that is not the right one`() async throws {
        try await Workspace.with { work in
            try work.write("correct horse\n", to: "right")
            try work.write("battery staple\n", to: "wrong")
            let sealed = ["--keyring-passphrase-file", work.path("right")]
            try await work.done("init", sealed[0], sealed[1])
            let name = try #require(work.names(in: "steelcut-data/keyring").first)
            let key = try work.read("steelcut-data/keyring/\(name)")
            #expect(String(decoding: key, as: UTF8.self).contains("ENCRYPTED"))
            // Without it, too, and with files that are none.
            for arguments in [
                ["--keyring-passphrase-file", work.path("wrong")], [],
            ] {
                try await expectRefusal(work, arguments, naming: name, without: ["battery", "horse"])
            }
            try work.write("", to: "empty")
            try work.write("x", to: "open")
            try work.chmod(0o644, "open")
            for file in ["missing", "empty", "open"] {
                try await expectRefusal(
                    work, ["--keyring-passphrase-file", work.path(file)], naming: file, without: ["horse"])
            }
            // And with it all is well, without a word of plain files.
            let client = try await work.addClient("--resource", "r", sealed[0], sealed[1])
            try await work.serving(.authorizationServer, sealed) { server in
                _ = try await server.token(for: client)
                #expect(!server.child.errors.contains("plain files"))
            }
        }
    }

    @Test func `plain key files are told of once`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer) { server in
                #expect(server.child.errors.split(separator: "\n").filter { $0.contains("plain files") }.count == 1)
            }
        }
    }

    @Test func `a keyring without a key that signs`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let name = try #require(work.names(in: "steelcut-data/keyring").first)
            try FileManager.default.removeItem(atPath: work.path("steelcut-data/keyring/\(name)"))
            let run = try await work.refusedStart(.authorizationServer, ["--log-level", "critical"])
            #expect(run.status == 1)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.contains("no key signs") && run.errors.contains("steelcut init"), "\(run.errors)")
            // What it says helps.
            try await work.done("init")
            try await work.serving(.authorizationServer) { try await $0.untilReady() }
        }
    }

    @Test func `a key that will sign is waited for`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let first = try #require(work.names(in: "steelcut-data/keyring").first)
            try await work.done("keys", "generate")
            try FileManager.default.removeItem(atPath: work.path("steelcut-data/keyring/\(first)"))
            try await work.serving(.authorizationServer) { server in
                let status = try await server.get("/health/ready").status
                #expect(status == 503)
            }
        }
    }

    @Test func `a key file that is spoilt later leaves a running server its keys`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            let name = try #require(work.names(in: "steelcut-data/keyring").first)
            try await work.serving(.authorizationServer) { server in
                try work.write("", to: "steelcut-data/keyring/\(name)")
                try await until("the news") {
                    try await server.get("/health/ready").json()["status"]?.string == "degraded"
                }
                _ = try await server.token(for: client)
                #expect(server.child.errors.contains(name))
            }
        }
    }

    private func expectRefusal(
        _ work: Workspace, _ arguments: [String] = [], naming name: String, without secrets: [String]
    ) async throws {
        let server = try await work.refusedStart(.authorizationServer, arguments + ["--log-level", "critical"])
        // `keys list` reads public sides only where it can; `keys rotate` opens what it needs.
        let command = try await work.run(.commandLine, ["keys", "export"] + arguments)
        for run in [server, command] {
            #expect(run.status == 1, "\(run.output)\(run.errors)")
            #expect(run.output.isEmpty)
            #expect(run.errorLines.count == 1, "\(run.errors)")
            #expect(run.errors.contains(name), "\(run.errors)")
            for secret in secrets { #expect(!run.errors.contains(secret)) }
        }
    }

    /// The lines of a PEM file's body.
    private func lines(_ file: [UInt8]) -> [String] {
        String(decoding: file, as: UTF8.self).split(separator: "\n").filter { !$0.contains(":") && !$0.hasPrefix("-") }
            .map { String($0.prefix(16)) }
    }
}
