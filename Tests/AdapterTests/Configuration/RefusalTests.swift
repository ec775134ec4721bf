import SteelcutConfiguration
import Testing

/// Arguments that are refused, and the one line that says why.
struct Refusal: Sendable, CustomTestStringConvertible {
    let program: Program
    let arguments: [String]
    let line: String
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: [String], _ line: String, _ program: Program = .authorizationServer) {
        self.program = program
        self.arguments = arguments
        self.line = line
    }
}

@Suite struct `What is wrong is refused with one line that names the key` {
    static let flags: [Refusal] = [
        .init(["--htp-port", "1"], "--htp-port: unknown flag; did you mean --http-port?"),
        .init(["--nonsense"], "--nonsense: unknown flag; --help lists all"),
        .init(["--nonsense=PRIVATE-secret"], "--nonsense: unknown flag; --help lists all"),
        .init(["--Http-Port", "1"], "--Http-Port: unknown flag; did you mean --http-port?"),
        .init(["--http.port", "1"], "--http.port: unknown flag; did you mean --http-port?"),
        .init(["--resource-file", "a"], "--resource-file: not a flag of steelcut-auth, but of steelcut-resource"),
        .init(
            ["--data-dir", "a"], "--data-dir: not a flag of steelcut-resource, but of steelcut-auth", .resourceServer),
        .init(["--http-port", "1"], "--http-port: not a flag of steelcut, but of steelcut-auth", .commandLine),
        .init(["start"], "start: unexpected; keys are given as --key VALUE"),
        .init(["-p"], "-p: unexpected; keys are given as --key VALUE"),
        .init([""], ": unexpected; keys are given as --key VALUE"),
        .init(["--"], "--: unexpected; keys are given as --key VALUE"),
        .init(["postgresql://u:secret@h/d"], "argument of 25 bytes: unexpected; keys are given as --key VALUE"),
        .init(["a\nb"], "argument of 3 bytes: unexpected; keys are given as --key VALUE"),
        .init(["--http-port"], "--http-port: needs a value (one that begins with dashes is written --http-port=VALUE)"),
        .init(
            ["--issuer", "--http-port", "1"],
            "--issuer: needs a value (one that begins with dashes is written --issuer=VALUE)"),
        .init(["--config"], "--config: needs a value (one that begins with dashes is written --config=VALUE)"),
        .init(["--http-port", "1", "--http-port=2"], "http.port: --http-port given twice"),
        .init(["--config", "a", "--config", "b"], "--config: given twice"),
        .init(["--data-dir="], "data.dir: --data-dir has an empty value; leave the flag out instead"),
        .init(["--config="], "--config: has an empty value; leave the flag out instead"),
        .init(["--print-config=yes"], "--print-config: takes no value"),
    ]

    @Test(arguments: flags) func `a wrong flag`(_ row: Refusal) throws {
        #expect(row.program.refusal(row.arguments, try row.program.required()) == row.line)
    }

    /// Of another program's key, too: one environment, one file serves all.
    @Test(
        arguments: [
            (
                .commandLine, "STEELCUT_TOKEN_LIFETIME", "86401",
                "token.lifetime: has to be a duration from 1s to 1d, not \"86401\""
            ),
            (
                .commandLine, "STEELCUT_HTTP_PORT", "70000",
                "http.port: has to be a whole number from 0 to 65535, not \"70000\""
            ),
            (
                .resourceServer, "STEELCUT_SIGNING_ALGORITHM", "none",
                "signing.algorithm: has to be ES256, EdDSA, PS256, RS256, not \"none\""
            ),
            (.authorizationServer, "STEELCUT_REVOCATIONS_POLL", "2h", "revocations.poll: has to be"),
        ] as [(Program, String, String, String)])
    func `a wrong value of another program's key`(
        _ row: (program: Program, variable: String, value: String, line: String)
    ) throws {
        let environment = try row.program.required().merging([row.variable: row.value]) { $1 }
        let line = try #require(row.program.refusal([], environment))
        #expect(line.hasPrefix(row.line) && line.hasSuffix("(environment \(row.variable))"), "\(line)")
    }

    static let values: [Refusal] = [
        .init(
            ["--http-port", "65536"],
            #"http.port: has to be a whole number from 0 to 65535, not "65536" (flag --http-port)"#),
        .init(
            ["--http-port", "-1"], #"http.port: has to be a whole number from 0 to 65535, not "-1" (flag --http-port)"#),
        .init(
            ["--http-port", "+1"], #"http.port: has to be a whole number from 0 to 65535, not "+1" (flag --http-port)"#),
        .init(
            ["--http-port", "80 "],
            #"http.port: has to be a whole number from 0 to 65535, not "80 " (flag --http-port)"#),
        .init(
            ["--http-port", "http"],
            #"http.port: has to be a whole number from 0 to 65535, not "http" (flag --http-port)"#),
        .init(
            ["--http-port", "99999999999999999999"],
            #"http.port: has to be a whole number from 0 to 65535, not "99999999999999999999" (flag --http-port)"#),
        .init(
            ["--http-host", "a b"], #"http.host: has to be an address or a host name, not "a b" (flag --http-host)"#),
        .init(
            ["--http-host", "[::1]"], #"http.host: has to be an address or a host name, not "[::1]" (flag --http-host)"#
        ),
        .init(
            ["--token-lifetime", "0"],
            #"token.lifetime: has to be a duration from 1s to 1d, not "0" (flag --token-lifetime)"#),
        .init(
            ["--token-lifetime", "86401"],
            #"token.lifetime: has to be a duration from 1s to 1d, not "86401" (flag --token-lifetime)"#),
        .init(
            ["--limits-body", "1023"],
            #"limits.body: has to be a size from 1KiB to 16MiB, not "1023" (flag --limits-body)"#),
        .init(
            ["--limits-body", "16KB"],
            #"limits.body: has to be a size from 1KiB to 16MiB, not "16KB" (flag --limits-body)"#),
        .init(
            ["--throttle-client-failures", "0"],
            #"throttle.client-failures: has to be a whole number from 1 to 1000000, not "0" (flag --throttle-client-failures)"#
        ),
        .init(
            ["--keys-publish-before-use", "8d"],
            #"keys.publish-before-use: has to be a duration from 0s to 7d, not "8d" (flag --keys-publish-before-use)"#),
        .init(
            ["--signing-algorithm", "es256"],
            #"signing.algorithm: has to be ES256, EdDSA, PS256, RS256, not "es256" (flag --signing-algorithm)"#),
        .init(
            ["--signing-algorithm", "none"],
            #"signing.algorithm: has to be ES256, EdDSA, PS256, RS256, not "none" (flag --signing-algorithm)"#),
        .init(
            ["--log-level", "verbose"],
            #"log.level: has to be trace, debug, info, notice, warning, error, critical, not "verbose" (flag --log-level)"#
        ),
        .init(["--log-format", "xml"], #"log.format: has to be text, json, not "xml" (flag --log-format)"#),
        .init(
            ["--issuer", "ftp://a"],
            #"issuer: has to be an http or https URL without query or fragment, not "ftp://a" (flag --issuer)"#),
        .init(
            ["--issuer", "https://a?b"],
            #"issuer: has to be an http or https URL without query or fragment, not "https://a?b" (flag --issuer)"#),
        .init(
            ["--issuer", "https://u:secret@a"],
            #"issuer: has to be an http or https URL without query or fragment, not "https://u:***@a" (flag --issuer)"#),
        .init(
            ["--audience", " a"],
            #"audience: has to be an absolute URI without fragment, or a plain name, not " a" (flag --audience)"#),
        .init(["--data-dir", "a\u{0}b"], #"data.dir: holds a control character, not "a\u{0}b" (flag --data-dir)"#),
        .init(
            ["--database-url", "mysql://u:secret@h/d"],
            "database.url: has to be postgresql://…, another libpq connection string, or sqlite:PATH (flag --database-url)"
        ),
        .init(
            ["--database-url", "secret"],
            "database.url: has to be postgresql://…, another libpq connection string, or sqlite:PATH (flag --database-url)"
        ),
        .init(
            ["--database-url", "sqlite:"],
            "database.url: has to be postgresql://…, another libpq connection string, or sqlite:PATH (flag --database-url)"
        ),
        .init(
            ["--database-url", "sqlite::memory:"],
            "database.url: has to be postgresql://…, another libpq connection string, or sqlite:PATH (flag --database-url)"
        ),
        .init(["--keyring", "/path"], #"keyring: has to be dir:PATH, or database, not "/path" (flag --keyring)"#),
        .init(["--keyring", "dir:"], #"keyring: has to be dir:PATH, or database, not "dir:" (flag --keyring)"#),
        .init(["--keyring", "database"], #"keyring: needs keyring.passphrase-file, not "database" (flag --keyring)"#),
        .init(
            ["--keys-rotate-every", "59m"],
            #"keys.rotate-every: has to be 0, or a duration from 1h to 365d, not "59m" (flag --keys-rotate-every)"#),
        .init(
            ["--keys-rotate-every", "366d"],
            #"keys.rotate-every: has to be a duration from 0s to 365d, not "366d" (flag --keys-rotate-every)"#),
        .init(
            ["--keys-rotate-every", "7d", "--keys-publish-before-use", "7d"],
            #"keys.rotate-every: has to be more than keys.publish-before-use, not "7d" (flag --keys-rotate-every)"#),
        .init(
            ["--hash-memory-kib", "7"],
            #"hash.memory-kib: has to be a whole number from 8 to 262144, not "7" (flag --hash-memory-kib)"#),
        .init(
            ["--hash-memory-kib", "262145"],
            #"hash.memory-kib: has to be a whole number from 8 to 262144, not "262145" (flag --hash-memory-kib)"#),
        .init(
            ["--hash-memory-kib", "31", "--hash-parallelism", "4"],
            #"hash.memory-kib: has to be at least 32: 8 KiB for each of hash.parallelism lanes, not "31" (flag --hash-memory-kib)"#
        ),
        .init(
            ["--hash-iterations", "0"],
            #"hash.iterations: has to be a whole number from 1 to 16, not "0" (flag --hash-iterations)"#),
        .init(
            ["--hash-parallelism", "0"],
            #"hash.parallelism: has to be a whole number from 1 to 16, not "0" (flag --hash-parallelism)"#),
        .init(["--tls-certificate", "a"], "tls.private-key: missing: tls.certificate is set without it"),
        .init(["--tls-private-key", "a"], "tls.certificate: missing: tls.private-key is set without it"),
        .init(
            ["--scope", "a  b"],
            #"scope: has to be scopes with one space between them, or a list in a file, not "a  b" (flag --scope)"#,
            .resourceServer),
        .init(
            ["--jwks-url", "a", "--issuer", "https://i"],
            #"jwks.url: has to be an http or https URL without fragment, not "a" (flag --jwks-url)"#, .resourceServer),
        .init(
            ["--jwks-url", "https://u:secret@h/"],
            #"jwks.url: has to be an http or https URL without fragment, not "https://u:***@h/" (flag --jwks-url)"#,
            .resourceServer),
        .init(
            ["--jwks-url", "https://h/", "--jwks-file", "f"],
            "jwks.url: excludes jwks.file (flag --jwks-url; flag --jwks-file)", .resourceServer),
        .init(
            ["--revocations-url", "a"],
            #"revocations.url: has to be an http or https URL without fragment, not "a" (flag --revocations-url)"#,
            .resourceServer),
        .init(
            ["--revocations-stale", "0"],
            #"revocations.stale: has to be accept, refuse, or a duration from 1s to 30d, not "0" (flag --revocations-stale)"#,
            .resourceServer),
        .init(
            ["--revocations-stale", "31d"],
            #"revocations.stale: has to be accept, refuse, or a duration from 1s to 30d, not "31d" (flag --revocations-stale)"#,
            .resourceServer),
        .init(
            ["--revocations-poll", "2h"],
            #"revocations.poll: has to be a duration from 0s to 1h, not "2h" (flag --revocations-poll)"#,
            .resourceServer),
        .init(
            ["--resource-url", "api"],
            #"resource.url: has to be an http or https URL without query or fragment, not "api" (flag --resource-url)"#,
            .resourceServer),
    ]

    @Test(arguments: values) func `a wrong value`(_ row: Refusal) throws {
        let environment = try row.program.required()
        let line = try #require(row.program.refusal(row.arguments, environment))
        #expect(line == row.line)
        #expect(!line.contains { $0.isNewline } && !line.contains("secret"))
        // --print-config says the same, behind all that it can print.
        let printed = try row.program.printed(.init(arguments: row.arguments, environment: environment))
        #expect(printed.problem?.description == row.line)
        #expect(printed.lines.count == row.program.keys.count)
    }

    @Test(arguments: [
        "/", "", "a//b", "a/", "//a", "../a", "a/./b", "a?b", "a#b", "a%20b", "a b", "é", "health/live",
        "/health/ready", ".well-known/x",
    ])
    func `a wrong route`(_ route: String) throws {
        let line = Program.resourceServer.refusal(["--resource-route=\(route)"], try Program.resourceServer.required())
        #expect(line?.hasPrefix("resource.route: ") == true)
    }

    @Test(arguments: ["resource.file", "issuer", "audience"]) func `a missing key`(_ name: String) throws {
        let program = Program.resourceServer
        let key = try program.key(name)
        let line = program.refusal([], try program.required(without: name))
        #expect(line?.hasPrefix("\(name): required: set \(key.flag), \(key.variable) or \(name) in a file") == true)
    }

    @Test(arguments: ProgramKey.all.filter(\.isNumber)) func `every number out of its range or of another form`(
        _ row: ProgramKey
    ) throws {
        let bounds = try #require(row.bounds)
        var wrong = ["x", "1.5", "1e3", "0x10", "١", "-1", "1 ", "\(bounds.upperBound + 1)", "9223372036854775808d"]
        if bounds.lowerBound > 0 { wrong.append("\(bounds.lowerBound - 1)") }
        for value in wrong {
            let line = row.program.refusal([row.key.flag, value], try row.program.required())
            #expect(line?.hasPrefix("\(row.key.name): has to be ") == true, "\(value)")
        }
        for value in [bounds.lowerBound, bounds.upperBound] {
            let lanes = ["hash.memory-kib", "hash.parallelism"].contains(row.key.name)
            let line = row.program.refusal([row.key.flag, "\(value)"], try row.program.required())
            #expect(line == nil || lanes, "\(value)")
        }
    }
}

extension ProgramKey {
    /// What a number has to lie in.
    var bounds: ClosedRange<Int>? {
        switch key.kind {
        case .integer(let range), .duration(let range), .size(let range): range
        case .text, .words, .choice: nil
        }
    }

    var isNumber: Bool { bounds != nil }
}
