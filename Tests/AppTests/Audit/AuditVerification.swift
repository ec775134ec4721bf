import Foundation
import SteelcutPostgresFixture
import Testing

/// `steelcut audit verify`, `export` and `seal`.
@Suite struct AuditVerification {
    /// The lines of an export whose keys have all been replaced meanwhile, events 1 to 7.
    private func export(_ work: Workspace) async throws -> [String] {
        try await work.done("init")
        let client = try await work.addClient()
        try await work.done("clients", "disable", client.id)
        try await work.done("keys", "rotate", "--emergency")
        try await work.done("clients", "enable", client.id)
        return try await work.done("audit", "export").split(separator: "\n").map(String.init)
    }

    /// Verifies an export where there is nothing else.
    private func verify(
        _ lines: [String], _ arguments: String..., files: [String: String] = [:]
    ) async throws -> Run {
        try await Workspace.with(countingCoverage: false) { elsewhere in
            try elsewhere.write(lines.map { $0 + "\n" }.joined(), to: "trail.jsonl")
            for (name, text) in files { try elsewhere.write(text, to: name) }
            let run = try await elsewhere.run(
                .commandLine, ["audit", "verify", "--file", "trail.jsonl"] + arguments)
            #expect(!elsewhere.names(in: ".").contains("steelcut-data"))
            return run
        }
    }

    @Test func `an export is verified without a store, with keys that signed and sign no more`() async throws {
        try await Workspace.with { work in
            let lines = try await export(work)
            #expect(lines.count == 8)
            let first = try JSON(lines[0])
            #expect(first["keys"]?.array?.count == 2)
            #expect(first["head"]?["seq"]?.integer == 7)
            let run = try await verify(lines)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            let report = try run.json()
            #expect(report["ok"]?.bool == true && report["events"]?.integer == 7)
            #expect(report["sealed_through"]?.integer == 5 && report["unsealed"]?.integer == 2)
            let text = try await verify(lines, "--format", "text")
            #expect(text.output.hasPrefix("7 events in order.\nSealed up to event 5 by the key "), "\(text.output)")
            #expect(text.output.contains("Unsealed: 2 behind it."))
            // Piped as well.
            let piped = try await work.run(
                .commandLine, ["audit", "verify", "--file", "-"], input: lines.joined(separator: "\n"))
            #expect(piped.status == 0 && piped.output == run.output)
        }
    }

    @Test func `the first event that was altered, removed or inserted is named`() async throws {
        try await Workspace.with { work in
            let lines = try await export(work)
            func expectFault(_ words: String, _ kind: String, _ sequence: Int, _ lines: [String]) async throws {
                let run = try await verify(lines)
                #expect(run.status == 1, "\(words)")
                #expect(run.errors == "steelcut: the audit trail is not in order: \(words)\n")
                let fault = try run.json()["fault"]
                #expect(fault?["kind"]?.string == kind && fault?["seq"]?.integer == sequence, "\(run.output)")
                #expect(try run.json()["ok"]?.bool == false)
            }
            var altered = lines
            altered[4] = altered[4].replacing("client.disabled", with: "client.enabled")
            try await expectFault("event 4 was altered", "altered", 4, altered)
            var removed = lines
            removed.remove(at: 3)
            try await expectFault("event 3 was removed", "removed", 3, removed)
            try await expectFault("event 7 was removed", "removed", 7, Array(lines.dropLast()))
            var inserted = lines
            inserted.insert(lines[2], at: 6)
            try await expectFault("event 2 was inserted", "inserted", 2, inserted)
            var moved = lines
            moved.swapAt(3, 4)
            try await expectFault("event 3 was moved", "moved", 3, moved)
        }
    }

    @Test func `only keys that are given count, where they are given, and seals from elsewhere too`() async throws {
        try await Workspace.with { work in
            let lines = try await export(work)
            let keys = try await work.done("keys", "export")
            // The first key was ended: it is not exported, so its seals are by no known key.
            let strict = try await verify(lines, "--jwks-file", "keys.json", files: ["keys.json": keys])
            #expect(strict.status == 1)
            #expect(
                strict.errors.contains("the seal of event 2 is by no known key that was good then"), "\(strict.errors)")
            let all = #"{"keys":\#(try jsonText(of: lines[0], "keys"))}"#
            let known = try await verify(lines, "--jwks-file", "keys.json", files: ["keys.json": all])
            #expect(known.status == 0, "\(known.errors)")

            let printed = try await work.done("audit", "seal", "--format", "text")
            #expect(try header(of: String(printed.dropLast()))["typ"]?.string == "audit-head+jwt")
            #expect(try claims(of: String(printed.dropLast())).names == ["seq", "hash", "iat"])
            let sealed = try await verify(lines, "--seal-file", "seal", files: ["seal": printed])
            #expect(try sealed.json()["sealed_through"]?.integer == 7 && sealed.status == 0, "\(sealed.errors)")
            // Whoever cuts the end off can make the rest look whole, but for the seal that was kept.
            let cut = try await work.run(
                .shell, ["-c", #"sed -e '1s/"head":{"seq":7,"hash":"[^"]*"}/HEAD/' | head -n 1"#],
                input: lines[0] + "\n")
            #expect(cut.output.contains("HEAD"))
            let fourth = try JSON(lines[4])
            let head = #""head":{"seq":4,"hash":"\#(try #require(fourth["hash"]?.string))"}"#
            let shorter = [String(cut.output.dropLast()).replacing("HEAD", with: head)] + lines[1...4]
            #expect(try await verify(shorter).status == 0)
            let found = try await verify(shorter, "--seal-file", "seal", files: ["seal": printed])
            #expect(found.status == 1 && found.errors.contains("event 5 was removed"), "\(found.errors)")
        }
    }

    /// A member of an object, as JSON text.
    private func jsonText(of line: String, _ name: String) throws -> String {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return String(decoding: try JSONSerialization.data(withJSONObject: try #require(object[name])), as: UTF8.self)
    }

    @Test func `what is no export is said in one line`() async throws {
        try await Workspace.with { work in
            let lines = try await export(work)
            for (lines, words) in [
                ([], "trail.jsonl is empty"), ([lines[1]], "trail.jsonl is no exported audit trail"),
                (["{}"], "trail.jsonl is no exported audit trail"),
                ([lines[0], lines[1], "garbage"], "trail.jsonl, line 3: no event"),
                ([lines[0], String(repeating: "x", count: 2 << 20)], "trail.jsonl, line 2: too long"),
            ] {
                let run = try await verify(lines)
                #expect(run.status == 1 && run.output.isEmpty)
                #expect(run.errorLines.count == 1 && run.errors.contains(words), "\(run.errors)")
            }
            let missing = try await work.steelcut("audit", "verify", "--file", "missing.jsonl")
            #expect(missing.errors == "steelcut: can't read missing.jsonl: no such file\n" && missing.status == 1)
            let other = try await verify(lines, "--seal-file", "trail.jsonl")
            #expect(other.status == 1 && other.errors.contains("--seal-file"), "\(other.errors)")
        }
    }

    @Test func `what a superuser has done to the table is found`() async throws {
        for (sql, words) in [
            ("UPDATE steelcut.audit_events SET actor = 'user:somebody(1)' WHERE seq = 3", "event 3 was altered"),
            ("DELETE FROM steelcut.audit_events WHERE seq = 3", "event 3 was removed"),
            ("DELETE FROM steelcut.audit_events WHERE seq = 4", "event 4 was removed"),
        ] {
            try await PostgresSite.with { site in
                for _ in 1...2 { _ = try await site.admin.addClient() }
                #expect(try await site.admin.steelcut("audit", "verify").status == 0)
                // Not by accident, not even the owner.
                let refused = await #expect(throws: PostgresDatabase.Failure.self) {
                    try await site.database.psql(sql, as: "steelcut_owner")
                }
                #expect(refused?.description.contains("neither changed nor removed") == true)
                try await site.database.psql("ALTER TABLE steelcut.audit_events DISABLE TRIGGER keep_rows; \(sql)")
                let run = try await site.admin.steelcut("audit", "verify")
                #expect(run.status == 1 && run.errors.contains(words), "\(run.errors)")
            }
        }
    }
}
