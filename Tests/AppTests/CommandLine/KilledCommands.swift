import Foundation
import Testing

/// A command that makes a secret, killed at any moment (fault 20 of the list of what must hold).
///
/// What it has not printed does not work, and no row is half there. What it has printed works, or nothing has changed: it
/// is printed first, and works a moment later.
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
        var known = try await admin.addClient()
        try await work.serving(.authorizationServer) { server in
            try await server.untilReady()
            for turn in 0..<30 {
                let isNew = turn.isMultiple(of: 2)
                let command =
                    isNew ? ["add", "--name", "x", "--resource", "api_v0.0.1"] : ["update", known.id, "--new-secret"]
                let before = try await clients(admin)
                let output = try await output(
                    of: ["clients"] + command, killedAfter: .milliseconds(6 * turn), in: admin)
                // Printed in one piece, or not at all.
                let printed = output.isEmpty ? nil : try TestClient(printed: output)
                let after = try await clients(admin)
                #expect(before.isSubset(of: after) && after.count <= before.count + (isNew ? 1 : 0))
                guard let id = isNew ? after.subtracting(before).first : known.id else {
                    #expect(printed == nil)
                    continue
                }
                let live = try await liveHints(of: id, admin)
                guard let printed, live == [printed.hint] else {
                    #expect(live == (isNew ? [] : [known.hint]), "\(id)")
                    continue
                }
                try await until("what was printed works", within: .effect) {
                    try await server.answer(to: .token("grant_type=client_credentials&\(printed.form)")).status == 200
                }
                if !isNew { known = printed }
            }
        }
    }

    private func liveHints(of id: String, _ admin: Workspace) async throws -> [String] {
        let secrets = try #require(try JSON(try await admin.done("clients", "secrets", id)).array)
        return secrets.filter { $0["state"]?.string == "live" }.compactMap { $0["hint"]?.string }
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

extension TestClient {
    /// By which its secret is known in a list.
    fileprivate var hint: String { String(secret.suffix(4)) }
}
