import Foundation
import Testing

/// A command that makes a secret, killed at any moment (fault 20 of the list of what must hold).
///
/// What it has printed works, and no row is half there.
@Suite struct KilledCommands {
    @Test func `leave whole clients on the embedded store`() async throws {
        try await Workspace.with(countingCoverage: false) { work in
            try await work.done("init")
            try await killing(in: work, serving: work)
        }
    }

    @Test func `leave whole clients in PostgreSQL`() async throws {
        try await PostgresSite.with { site in try await killing(in: site.admin, serving: site.server) }
    }

    private func killing(in admin: Workspace, serving work: Workspace) async throws {
        let known = try await admin.addClient()
        try await work.serving(.authorizationServer) { server in
            try await server.untilReady()
            for turn in 0..<30 {
                let command =
                    turn.isMultiple(of: 2)
                    ? ["add", "--name", "x", "--resource", "api_v0.0.1"] : ["update", known.id, "--new-secret"]
                let before = try await clients(admin)
                let output = try await output(
                    of: ["clients"] + command, killedAfter: .milliseconds(6 * turn), in: admin)
                // Printed in one piece, or not at all.
                let printed = output.isEmpty ? nil : try TestClient(printed: output)
                let after = try await clients(admin)
                #expect(before.isSubset(of: after) && after.count <= before.count + 1)
                for id in after.subtracting(before).union([known.id]) {
                    let secrets = try #require(try JSON(try await admin.done("clients", "secrets", id)).array)
                    #expect(secrets.filter { $0["state"]?.string == "live" }.count == 1, "\(id)")
                }
                guard let printed else { continue }
                try await until("what was printed works", within: .effect) {
                    try await server.answer(to: .token("grant_type=client_credentials&\(printed.form)")).status == 200
                }
            }
        }
    }

    private func clients(_ admin: Workspace) async throws -> Set<String> {
        let list = try #require(try JSON(try await admin.done("clients", "list")).array)
        return Set(list.compactMap { $0["client_id"]?.string })
    }

    private func output(
        of command: [String], killedAfter delay: Duration, in admin: Workspace
    ) async throws -> String {
        let child = try Child(.commandLine, command, environment: admin.environment, in: admin.folder)
        defer { child.send(SIGKILL) }
        let moment = ContinuousClock.now.advanced(by: delay)
        try await until("its moment") { ContinuousClock.now >= moment || child.status != nil }
        child.send(SIGKILL)
        _ = try await child.ending()
        return child.output
    }
}
