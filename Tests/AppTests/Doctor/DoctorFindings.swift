import Testing

/// What `steelcut doctor` printed, as a script reads it.
struct DoctorFindings {
    let run: Run
    private let findings: [JSON]

    init(_ run: Run) throws {
        self.run = run
        findings = try #require(try run.json().array, "\(run.output)\(run.errors)")
    }

    /// Whether something was found of this kind whose message has these words, and whose advice has those.
    func has(_ status: String, _ check: String, _ words: String, advice: String = "") -> Bool {
        findings.contains { finding in
            finding["status"]?.string == status && finding["check"]?.string == check
                && finding["message"]?.string?.contains(words) == true
                && (advice.isEmpty || finding["advice"]?.string?.contains(advice) == true)
        }
    }

    /// Whether every finding says what to do, unless all is well, and the exit status goes with them.
    var isConsistent: Bool {
        let failed = findings.contains { $0["status"]?.string == "failed" }
        return !findings.isEmpty && run.status == (failed ? 1 : 0) && run.errors.isEmpty
            && findings.allSatisfy { ($0["advice"]?.string?.isEmpty == false) == ($0["status"]?.string != "ok") }
    }

    /// The checks that something was found in which is not well.
    var complaints: Set<String> {
        Set(findings.filter { $0["status"]?.string != "ok" }.compactMap { $0["check"]?.string })
    }
}

extension Workspace {
    /// Runs the command, and reads what it found.
    func doctor(_ arguments: [String] = []) async throws -> DoctorFindings {
        // The cheap hashes of the tests would be told of each time.
        try DoctorFindings(
            try await run(
                .commandLine, ["doctor"] + arguments,
                environment: ["STEELCUT_HASH_MEMORY_KIB": "", "STEELCUT_HASH_ITERATIONS": ""]))
    }
}
