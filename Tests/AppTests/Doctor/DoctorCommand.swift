import Foundation
import GRDB
import Testing

/// `steelcut doctor` on an embedded store, each complaint provoked.
@Suite struct DoctorCommand {
    @Test func `before init it says so, names the command, and makes nothing`() async throws {
        try await Workspace.with { work in
            let found = try await work.doctor()
            #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
            #expect(found.has("failed", "store", "not initialized", advice: "steelcut init"))
            #expect(found.has("failed", "keyring", "no keyring yet", advice: "steelcut init"))
            #expect(found.complaints == ["store", "keyring"])
            #expect(work.names(in: "steelcut-data").isEmpty)
        }
    }

    @Test func `after init all is well, and not a file has changed`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let before = try snapshot(work)
            let found = try await work.doctor()
            #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
            #expect(found.run.status == 0)
            #expect(found.complaints.isEmpty, "\(found.run.output)")
            for check in ["configuration", "clock", "files", "store", "tables", "keyring", "keys"] {
                #expect(found.has("ok", check, ""), "\(check)")
            }
            #expect(try snapshot(work) == before)

            let text = try await work.run(
                .commandLine, ["doctor", "--format", "text"], environment: ["STEELCUT_HASH_MEMORY_KIB": "8"])
            #expect(text.status == 0)
            #expect(text.output.contains("warning  configuration  hash.memory-kib"), "\(text.output)")
            #expect(text.output.contains("\n         what to do: "), "\(text.output)")
            #expect(text.output.hasSuffix(" to be mended, 0 failed\n"), "\(text.output)")
        }
    }

    @Test func `beside a running server nothing changes either`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer) { server in
                let before = try snapshot(work)
                let found = try await work.doctor(["--issuer", server.url])
                #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
                #expect(found.complaints.isEmpty, "\(found.run.output)")
                #expect(found.has("ok", "server", "publishes the keys of this keyring (1 key)"))
                #expect(found.has("ok", "server", "is ready"))
                #expect(found.has("ok", "clock", "the clock of \(server.url)"))
                #expect(try snapshot(work) == before)
            }
        }
    }

    @Test func `wrong settings are a finding, and end with 64`() async throws {
        try await Workspace.with { work in
            let run = try await work.run(.commandLine, ["doctor"], environment: ["STEELCUT_TOKEN_LIFETIME": "soon"])
            #expect(run.status == 64)
            #expect(run.errorLines.count == 1)
            #expect(run.errors.hasPrefix("steelcut: token.lifetime: "), "\(run.errors)")
            let findings = try #require(try run.json().array)
            #expect(findings.map { $0["check"]?.string } == ["configuration"])
            #expect(findings.first?["status"]?.string == "failed")
            #expect(findings.first?["message"]?.string?.contains("STEELCUT_TOKEN_LIFETIME") == true)
            let settings = try await work.steelcut("doctor", "--print-config", "--issuer", "https://as.example")
            #expect(settings.status == 0)
            #expect(settings.output.contains("issuer: https://as.example  # flag --issuer"))
        }
    }

    /// What can be wrong with files, and what is said of it.
    struct Fault: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let status: String
        let check: String
        let advice: String
        var arguments: [String] = []
        let provoke: @Sendable (Workspace, _ key: String) throws -> Void

        init(
            _ words: String, _ status: String, _ check: String, do advice: String, _ arguments: [String] = [],
            _ provoke: @escaping @Sendable (Workspace, String) throws -> Void
        ) {
            testDescription = words
            self.status = status
            self.check = check
            self.advice = advice
            self.arguments = arguments
            self.provoke = provoke
        }
    }

    static let faults: [Fault] = [
        Fault("can be looked into by others (mode 755)", "warning", "files", do: "chmod 700") { work, _ in
            try work.chmod(0o755, "steelcut-data")
        },
        Fault("can be written by others (mode 777)", "failed", "files", do: "chmod 700") { work, _ in
            try work.chmod(0o777, "steelcut-data")
        },
        Fault("is not a folder", "failed", "files", do: "move it away") { work, _ in
            try FileManager.default.removeItem(atPath: work.path("steelcut-data"))
            try work.write("x", to: "steelcut-data")
        },
        Fault("steelcut.db can be read or written by others (mode 644)", "warning", "files", do: "chmod 600") {
            work, _ in try work.chmod(0o644, "steelcut-data/steelcut.db")
        },
        Fault("can't read missing", "failed", "files", do: "mode 0600", ["--keyring-passphrase-file", "missing"]) {
            _, _ in
        },
        Fault("(mode 644)", "failed", "files", do: "mode 0600", ["--keyring-passphrase-file", "open"]) { work, _ in
            try work.write("canary", to: "open")
            try work.chmod(0o644, "open")
        },
        Fault("steelcut-data/keyring: open to others", "failed", "keyring", do: "do what is said there") { work, _ in
            try work.chmod(0o750, "steelcut-data/keyring")
        },
        Fault("no private key stands in it", "failed", "keyring", do: "backup") { try $0.write("canary", to: $1) },
        Fault("the key is not sealed", "warning", "keyring", do: "keys rotate", ["--keyring-passphrase-file", "pass"]) {
            work, _ in try work.write("canary", to: "pass")
        },
        Fault("no key signs", "failed", "keys", do: "steelcut keys generate") { work, key in
            try FileManager.default.removeItem(atPath: work.path(key))
        },
        Fault("not a database", "failed", "store", do: "backup") { work, _ in
            // What was written is in the -wal file still: by itself it would do.
            for suffix in ["-wal", "-shm"] {
                try FileManager.default.removeItem(atPath: work.path("steelcut-data/steelcut.db" + suffix))
            }
            try work.write(String(repeating: "canary ", count: 1000), to: "steelcut-data/steelcut.db")
        },
        Fault("migration 3", "failed", "store", do: "steelcut db migrate") { work, _ in
            try change(work, "DELETE FROM schema_migrations WHERE version = 3")
        },
        Fault("newer version", "failed", "store", do: "later one") { work, _ in
            try change(work, "INSERT INTO schema_migrations VALUES (1000, 'from the future', 1000, 0)")
        },
        Fault("quick_check", "failed", "store", do: "backup") { work, _ in
            try change(work, "CREATE TABLE damaged (value INTEGER); INSERT INTO damaged VALUES (1)")
            let queue = try DatabaseQueue(path: work.path("steelcut-data/steelcut.db"))
            let page = try queue.read { db in
                try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'damaged'")
            }
            try queue.close()
            var file = try work.read("steelcut-data/steelcut.db")
            let start = (try #require(page) - 1) * 4096
            file.replaceSubrange(start..<start + 4096, with: [UInt8](repeating: 0xAA, count: 4096))
            try work.write(file, to: "steelcut-data/steelcut.db")
        },
        Fault("plain http off loopback", "warning", "configuration", do: "--print-config") { work, _ in
            // By the file: a flag would have it asked.
            try work.write("issuer: http://as.example\n", to: "steelcut.yaml")
        },
    ]

    private static func change(_ work: Workspace, _ sql: String) throws {
        let queue = try DatabaseQueue(path: work.path("steelcut-data/steelcut.db"))
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test(arguments: faults)
    func `complains that`(_ fault: Fault) async throws {
        try await Workspace.with(countingCoverage: false) { work in
            try await work.done("init")
            try work.write("", to: "steelcut.yaml")
            let key = try #require(work.names(in: "steelcut-data/keyring").first)
            try fault.provoke(work, "steelcut-data/keyring/\(key)")
            let found = try await work.doctor(["--config", "steelcut.yaml"] + fault.arguments)
            #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
            #expect(
                found.has(fault.status, fault.check, fault.testDescription, advice: fault.advice),
                "\(found.run.output)")
            #expect(!found.run.output.contains("canary"))
        }
    }

    @Test func `sealed keys want their passphrase`() async throws {
        try await Workspace.with { work in
            try work.write("correct horse", to: "right")
            try work.write("battery staple", to: "wrong")
            try await work.done("init", "--keyring-passphrase-file", "right")
            let sealed = try await work.doctor(["--keyring-passphrase-file", "right"])
            #expect(sealed.complaints.isEmpty && sealed.has("ok", "keyring", "1 key, sealed"))
            #expect(try await work.doctor().has("failed", "keyring", "no passphrase is set"))
            let wrong = try await work.doctor(["--keyring-passphrase-file", "wrong"])
            #expect(wrong.has("failed", "keyring", "passphrase", advice: "lost passphrase"), "\(wrong.run.output)")
            for words in ["horse", "staple"] { #expect(!wrong.run.output.contains(words)) }
        }
    }

    @Test func `names the keys that take over and that leave`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.done("keys", "rotate", "--keys-publish-before-use", "0")
            try await work.done("keys", "rotate")
            let found = try await work.doctor()
            #expect(found.complaints.isEmpty, "\(found.run.output)")
            for words in ["signs since", "takes over at", "signs no more, and verifies until"] {
                #expect(found.has("ok", "keys", words), "\(found.run.output)")
            }
        }
    }

    @Test func `TLS files`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try work.write(TestCertificate.first.certificate, to: "cert.pem")
            try work.write(TestCertificate.first.privateKey, to: "key.pem")
            try work.write(TestCertificate.second.privateKey, to: "other.pem")
            func doctor(_ certificate: String, _ key: String) async throws -> DoctorFindings {
                let found = try await work.doctor(["--tls-certificate", certificate, "--tls-private-key", key])
                #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
                #expect(!found.run.output.contains("MIG"))
                return found
            }
            let good = try await doctor("cert.pem", "key.pem")
            #expect(good.complaints.isEmpty && good.has("ok", "tls", "valid until 2098-01-28T01:05:27Z"))
            try work.chmod(0o640, "key.pem")
            #expect(try await doctor("cert.pem", "key.pem").complaints.isEmpty)
            try work.chmod(0o644, "key.pem")
            #expect(
                try await doctor("cert.pem", "key.pem").has("warning", "tls", "(mode 644)", advice: "chmod 600 key.pem")
            )
            for (certificate, key, words) in [
                ("missing.pem", "key.pem", "tls.certificate: missing.pem: "),
                ("cert.pem", "missing.pem", "tls.private-key: missing.pem: "),
                ("cert.pem", "other.pem", "not the private key of the certificate"),
            ] {
                #expect(try await doctor(certificate, key).has("failed", "tls", words, advice: "PEM files"))
            }
        }
    }

    /// Names, sizes, and times of change of all files.
    private func snapshot(_ work: Workspace) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: work.path("steelcut-data")).sorted().map { name in
            var status = stat()
            try #require(stat(work.path("steelcut-data/\(name)"), &status) == 0)
            // Readers keep their marks in the memory that a database's users share: it is nobody's file.
            let changed = name.hasSuffix("-shm") ? "" : "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
            return "\(name) \(status.st_size) \(status.st_ino) \(changed)"
        }
    }
}
