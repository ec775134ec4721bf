import Foundation
import Testing

/// Contract section 3: before `steelcut init`, every program that needs the store says so, names that command, and
/// exits with 1.
@Suite struct BeforeInitialization {
    @Test(arguments: Commands.ofTheStore)
    func `a command asks for it`(_ command: [String]) async throws {
        try await Workspace.with { work in
            let run = try await work.run(.commandLine, command)
            try expectHint(run, work)
        }
    }

    @Test func `the authorization server asks for it and opens no port`() async throws {
        try await Workspace.with { work in
            let run = try await work.refusedStart(.authorizationServer, ["--http-port-file", work.path("port")])
            try expectHint(run, work)
            #expect(!FileManager.default.fileExists(atPath: work.path("port")))
        }
    }

    @Test func `a store without its keyring is not initialized either`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try FileManager.default.removeItem(atPath: work.path("steelcut-data/keyring"))
            let list = try await work.steelcut("keys", "list")
            #expect(list.status == 1)
            #expect(list.errors.contains("steelcut init"), "\(list.errors)")
            let server = try await work.refusedStart(.authorizationServer, [])
            #expect(server.status == 1)
            #expect(server.errors.contains("steelcut init"), "\(server.errors)")
            // And that command mends it.
            try await work.done("init")
            try await work.done("keys", "list")
        }
    }

    @Test func `what needs no store asks for nothing`() async throws {
        try await Workspace.with { work in
            let sql = try await work.done("db", "sql")
            #expect(sql.contains("CREATE ROLE auth_client"))
            let settings = try await work.steelcut("--print-config")
            #expect(settings.status == 0)
        }
    }

    private func expectHint(_ run: Run, _ work: Workspace) throws {
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        let said = run.errors.split(separator: "\n").filter { !$0.hasPrefix("{") }
        #expect(said.count == 1, "\(run.errors)")
        #expect(run.errors.contains("run: steelcut init"), "\(run.errors)")
        #expect(work.names(in: "steelcut-data").isEmpty)
    }
}
