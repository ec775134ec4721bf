import SteelcutConfiguration
import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutSystemClock
import SteelcutTestKit
import Testing

@testable import SteelcutServer

/// What `steelcut doctor` says where clocks differ and time has passed: the program's own clock can't be set.
@Suite struct DoctorByTheClock {
    private func findings(
        _ work: Workspace, at now: Timestamp, server: String? = nil, _ arguments: [String] = []
    ) async throws -> [Finding] {
        let settings = try AuthorizationServerSettings(
            reading: ConfigurationInput(
                arguments: ["--data-dir", work.path("steelcut-data")] + arguments, environment: [:]))
        return await Doctor(
            settings, server: server.flatMap(Issuer.init(parsing:)), clock: ManualClock(now: now)
        ).findings()
    }

    private func complaints(_ findings: [Finding], of check: Finding.Check) -> [Finding.Status] {
        findings.filter { $0.check == check && $0.status != .ok }.map(\.status)
    }

    @Test func `a clock that can't be right`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let past = try await findings(work, at: Timestamp(seconds: 1_000_000_000))
            // It is before the program was made, and before the key was.
            #expect(complaints(past, of: .clock) == [.failed, .failed])
            #expect(past.contains { $0.message.contains("which is past") })
            #expect(past.contains { $0.message.contains("was made at") && $0.advice?.contains("timedatectl") == true })
            #expect(complaints(try await findings(work, at: SystemClock().now()), of: .clock).isEmpty)
        }
    }

    @Test func `a running server's clock beside ours`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try await work.serving(.authorizationServer) { server in
                for (seconds, expected) in [
                    (0, []), (10, [.warning]), (-10, [.warning]), (60, [.failed]),
                    // The key is from our future, too.
                    (-3600, [.failed, .failed]),
                ] as [(Int, [Finding.Status])] {
                    let now = SystemClock().now().advanced(bySeconds: seconds)
                    let found = try await findings(work, at: now, server: server.url)
                    #expect(complaints(found, of: .clock) == expected, "\(seconds): \(found)")
                }
            }
        }
    }

    @Test func `a key that signs for more than a year`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let now = SystemClock().now()
            #expect(complaints(try await findings(work, at: now.advanced(bySeconds: 364 * 86_400)), of: .keys).isEmpty)
            let old = try await findings(work, at: now.advanced(bySeconds: 366 * 86_400))
            #expect(complaints(old, of: .keys) == [.warning])
            #expect(old.contains { $0.advice == "steelcut keys rotate" })
        }
    }

    @Test func `a certificate that ends, has ended, or is not valid yet`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            // 2026-11-22T01:05:27Z to 2098-01-28T01:05:27Z.
            let (begin, end) = (Timestamp(seconds: 1_795_309_527), Timestamp(seconds: 4_041_709_527))
            let files = [
                "--tls-certificate", try work.write(TestCertificate.first.certificate, to: "cert.pem"),
                "--tls-private-key", try work.write(TestCertificate.first.privateKey, to: "key.pem"),
            ]
            for (now, expected) in [
                (begin, []), (begin.advanced(bySeconds: -1), [.failed]),
                (end.advanced(bySeconds: -15 * 86_400), []), (end.advanced(bySeconds: -13 * 86_400), [.warning]),
                (end, [.failed]),
            ] as [(Timestamp, [Finding.Status])] {
                let found = try await findings(work, at: now, files)
                #expect(complaints(found, of: .tls) == expected, "\(now): \(found)")
            }
        }
    }

    @Test func `PostgreSQL's clock beside ours`() async throws {
        try await PostgresSite.with { site in
            let url = site.database.connectionString(as: "auth_client")
            for (seconds, expected) in [(0, []), (10, [.warning]), (60, [.failed])] as [(Int, [Finding.Status])] {
                let now = SystemClock().now().advanced(bySeconds: seconds)
                let found = try await findings(site.server, at: now, ["--database-url", url])
                #expect(complaints(found, of: .clock) == expected, "\(seconds): \(found)")
                #expect(found.contains { $0.message.hasPrefix("the clock of PostgreSQL's server is ") })
            }
        }
    }
}
