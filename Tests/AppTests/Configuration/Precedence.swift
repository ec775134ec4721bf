import Testing

/// Contract section 2: flag over environment variable over file over default, in all three programs.
@Suite struct ConfigurationPrecedence {
    /// What a program can't do without.
    static func required(_ executable: Executable) -> [String] {
        guard executable == .resourceServer else { return [] }
        return ["--resource-file", "r.json", "--issuer", "https://as.example", "--audience", "r"]
    }

    @Test(arguments: Executable.programs)
    func `is the same everywhere`(_ executable: Executable) async throws {
        try await Workspace.with { work in
            try work.write("log:\n  level: error\n", to: "settings.yaml")
            try work.write(#"{"log.level": "notice"}"#, to: "settings.json")
            let required = Self.required(executable)
            func line(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> String {
                let run = try await work.run(
                    executable, required + ["--print-config"] + arguments, environment: environment)
                #expect(run.status == 0, "\(run.errors)")
                return run.output.split(separator: "\n").first { $0.hasPrefix("log.level:") }.map(String.init) ?? "none"
            }
            let variable = ["STEELCUT_LOG_LEVEL": "warning"]
            #expect(try await line([]) == "log.level: info  # default")
            #expect(try await line(["--config", "settings.yaml"]).hasPrefix("log.level: error  # "))
            #expect(try await line(["--config", "settings.yaml"]).contains("settings.yaml"))
            #expect(try await line([], ["STEELCUT_CONFIG": "settings.json"]).hasPrefix("log.level: notice  # "))
            let overFile = try await line(["--config", "settings.yaml"], variable)
            #expect(overFile == "log.level: warning  # environment STEELCUT_LOG_LEVEL")
            let overAll = try await line(["--config=settings.yaml", "--log-level=debug"], variable)
            #expect(overAll == "log.level: debug  # flag --log-level")
        }
    }

    @Test(arguments: Executable.programs)
    func `print-config has a line for every key and needs no store`(_ executable: Executable) async throws {
        try await Workspace.with { work in
            let run = try await work.run(executable, Self.required(executable) + ["--print-config"])
            #expect(run.status == 0)
            let lines = run.output.split(separator: "\n")
            for line in lines {
                #expect(line.wholeMatch(of: #/[a-z-]+(\.[a-z-]+)*:( .+)?  # .+/#) != nil, "\(line)")
            }
            let keys = lines.map { $0.prefix { $0 != ":" } }
            let help = try await work.run(executable, ["--help"]).output
            if executable != .commandLine {
                for key in keys { #expect(help.contains("--" + key.replacing(".", with: "-")), "\(key)") }
            }
            #expect(Set(keys).isSuperset(of: ["log.level", "log.format"]))
            #expect(work.names(in: "steelcut-data").isEmpty)
            // What is printed can be a file.
            try work.write(run.output, to: "printed.yaml")
            let again = try await work.run(
                executable, ["--config", "printed.yaml", "--print-config"])
            #expect(again.status == 0, "\(again.errors)")
        }
    }

    @Test(arguments: [Executable.authorizationServer, .commandLine])
    func `passwords are masked`(_ executable: Executable) async throws {
        try await Workspace.with { work in
            for url in [
                "postgresql://auth_client:canary@db.example/steelcut",
                "host=db.example password=canary dbname=steelcut",
                "postgresql://db.example/steelcut?password=canary&sslpassword=canary",
            ] {
                let run = try await work.run(
                    executable, ["--print-config"], environment: ["STEELCUT_DATABASE_URL": url])
                #expect(run.status == 0)
                #expect(run.output.contains("db.example"))
                #expect(run.output.contains("***"))
                #expect(!(run.output + run.errors).contains("canary"))
            }
        }
    }
}
