import SteelcutDomain
import Testing

@testable import SteelcutPostgres

@Suite struct PostgresSettingsTests {
    @Test(arguments: [
        ("host=a password=canary b", PostgresSettings.Defect.malformed),
        ("hots=a", .malformed),
        ("postgresql://user:canary%zz@host/db", .malformed),
        ("postgresql://user:can@ary@host/db", .strayAtSign),
        ("postgresql://user:can/ary@host/db", .strayAtSign),
        ("postgresql://user:canary/db", .port),
        ("postgresql://user:5432/canary@host/db", .strayAtSign),
        ("host=a port=0", .port),
        ("host=a,b port=1,x", .port),
        ("host=a\u{0}b", .controlCharacter),
        ("host=a\nport=1", .controlCharacter),
    ])
    func `a connection string that can't be meant is refused without repeating it`(
        _ string: String, _ defect: PostgresSettings.Defect
    ) {
        #expect(throws: defect) { try PostgresSettings(connectionString: string) }
        #expect(!defect.rawValue.contains("canary"))
    }

    @Test func `settings do not show themselves`() throws {
        let settings = try PostgresSettings(connectionString: "postgresql://user:canary@host:5433/db")
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] { #expect(!text.contains("canary")) }
    }

    @Test func `each of several hosts is an attempt with a port of its own, and given options win over ours`() throws {
        let several = try plan("host=a,b,c port=1,2,3 tcp_user_timeout=7 user=u")
        #expect(several.attempts.map { value("host", in: $0) } == ["a", "b", "c"])
        #expect(several.attempts.map { value("port", in: $0) } == ["1", "2", "3"])
        #expect(several.attempts.allSatisfy { value("tcp_user_timeout", in: $0) == "7" })
        #expect(several.attempts.allSatisfy { value("keepalives", in: $0) == "1" })
        #expect(try plan("host=a,b port=9").attempts.map { value("port", in: $0) } == ["9", "9"])
        #expect(try plan("host=a").attempts.count == 1)
    }

    @Test func `hosts and ports of the environment count where the string has none`() throws {
        let variables = ["PGHOST": "a,b", "PGPORT": "1,2", "PGCONNECT_TIMEOUT": "9"]
        let inherited = try plan("user=u", variables)
        #expect(inherited.attempts.map { value("host", in: $0) } == ["a", "b"])
        #expect(inherited.attempts.map { value("port", in: $0) } == ["1", "2"])
        #expect(inherited.timeout == .seconds(9))
        // A service file may say anything: libpq reads it, and nothing of ours stands in front of it.
        let service = try plan("service=s", variables)
        #expect(service.attempts.count == 1)
        #expect(value("tcp_user_timeout", in: service.attempts[0]) == nil)
    }

    @Test func `prefer-standby goes through the hosts twice`() throws {
        let preferring = try plan("host=a,b target_session_attrs=prefer-standby")
        #expect(preferring.attempts.map { value("host", in: $0) } == ["a", "b", "a", "b"])
        #expect(
            preferring.attempts.map { value("target_session_attrs", in: $0) } == ["standby", "standby", "any", "any"])
    }

    @Test(arguments: [("0", 60), ("-1", 60), ("1", 2), ("2", 2), ("7", 7), ("99999999999", 60), ("x", 2)])
    func `connect_timeout is 2 s at least and a minute at most`(_ given: String, _ seconds: Int) throws {
        #expect(try plan("host=a connect_timeout=\(given)").timeout == .seconds(seconds))
    }

    private func plan(_ string: String, _ variables: [String: String] = [:]) throws -> ConnectionPlan {
        ConnectionPlan(try PostgresSettings(connectionString: string), environment: { variables[$0] })
    }

    private func value(_ keyword: String, in options: [(keyword: String, value: String)]) -> String? {
        options.last { $0.keyword == keyword }?.value
    }
}
