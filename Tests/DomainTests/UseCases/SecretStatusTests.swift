import SteelcutDomain
import SteelcutTestKit
import Testing

/// What an operator is told of secrets.
@Suite struct SecretStatusTests {
    static let now = Timestamp(seconds: 100_000)

    static func usage(_ first: Int, _ last: Int, count: Int = 2) -> SecretUsage {
        SecretUsage(count: count, first: Timestamp(seconds: first), last: Timestamp(seconds: last))
    }

    func statuses(_ usage: [String: SecretUsage], retired: String? = nil) throws -> [SecretStatus] {
        var client = try Sample.client(
            secrets: try ["a", "b", "c"].map { try Sample.stored(Sample.secret($0 + "aaaaa"), id: $0) })
        for place in client.secrets.indices where client.secrets[place].id == retired {
            client.secrets[place].end(at: Self.now)
        }
        return SecretStatus.all(of: client, usage: usage, at: Self.now)
    }

    static let rows: [(usage: [String: SecretUsage], safe: [String])] = [
        ([:], []),
        // Only the oldest is used.
        (["a": usage(1, 9)], []),
        // A newer one is: whatever was never used is not needed, nor what was used before that.
        (["b": usage(10, 10)], ["a"]),
        (["a": usage(1, 9), "b": usage(10, 10)], ["a"]),
        // Used since, or at the same moment.
        (["a": usage(1, 10), "b": usage(10, 99)], []),
        (["a": usage(1, 11), "b": usage(10, 99)], []),
        // Any newer one counts, older ones don't.
        (["a": usage(1, 9), "b": usage(10, 11), "c": usage(10, 12)], ["a"]),
        (["a": usage(1, 9), "b": usage(10, 11), "c": usage(12, 12)], ["a", "b"]),
        (["a": usage(50, 60), "c": usage(1, 2)], ["b"]),
    ]

    @Test(arguments: rows)
    func `what was not used since a newer one was first used is safe to retire`(
        _ usage: [String: SecretUsage], _ safe: [String]
    ) throws {
        #expect(try statuses(usage).filter(\.isSafeToRetire).map(\.id) == safe)
    }

    @Test func `a newer one that has ended makes no other superfluous, and what has ended needs no end`() throws {
        let usage = ["a": Self.usage(1, 9), "b": Self.usage(10, 11), "c": Self.usage(12, 12)]
        #expect(try statuses(usage, retired: "c").filter(\.isSafeToRetire).map(\.id) == ["a"])
        #expect(try statuses(usage, retired: "a").filter(\.isSafeToRetire).map(\.id) == ["b"])
    }

    @Test func `a secret is live, expired or retired`() throws {
        var client = try Sample.client(secrets: [
            Sample.stored(Sample.secret("aaaaaa"), id: "a"),
            Sample.stored(Sample.secret("bbbbbb"), id: "b", expires: Self.now),
            Sample.stored(Sample.secret("cccccc"), id: "c", expires: Self.now.advanced(bySeconds: 1)),
            Sample.stored("imported", id: "d"),
        ])
        client.secrets[3].end(at: Self.now.advanced(bySeconds: -5))
        let statuses = SecretStatus.all(of: client, usage: [:], at: Self.now)
        #expect(statuses.map(\.state) == [.live, .expired, .live, .retired])
        #expect(statuses.map(\.expires?.seconds) == [nil, 100_000, 100_001, 99_995])
        #expect(statuses.map(\.hint?.text) == ["AAAA", "AAAA", "AAAA", nil])
        #expect(statuses.allSatisfy { $0.useCount == 0 && $0.lastUsed == nil })
    }

    @Test func `the last use is told to the hour`() throws {
        let status = try #require(try statuses(["a": Self.usage(1, 3600 * 5 + 3599, count: 7)]).first)
        #expect(status.lastUsed == Timestamp(seconds: 3600 * 5))
        #expect(status.useCount == 7)
        #expect(Timestamp(seconds: -1).hour == Timestamp(seconds: -3600))
        #expect(Timestamp(seconds: -3600).hour == Timestamp(seconds: -3600))
        #expect(Timestamp(microseconds: 3_600_000_001).hour == Timestamp(seconds: 3600))
    }

    @Test func `the list is of the store's client and its log`() async throws {
        let client = try Sample.client(secrets: [Sample.stored(Sample.secret("aaaaaa"), id: "a")])
        let store = UseCaseClients([client])
        let usage = UseCaseUsage([client.id: ["a": Self.usage(1, 2, count: 3)]])
        let list = ListSecrets(clients: store, usage: usage, clock: ManualClock())
        #expect(try await list(client.id).map(\.useCount) == [3])
        let nobody = try Sample.id("nobody")
        #expect(await outcome { try await list(nobody) } == "unknown")
        for (store, usage) in [
            (UseCaseClients(failure: StoreFailure(.unavailable)), usage),
            (store, UseCaseUsage([:], failure: StoreFailure(.unavailable))),
        ] {
            let broken = ListSecrets(clients: store, usage: usage, clock: ManualClock())
            #expect(await outcome { try await broken(client.id) } == "failed")
        }
    }

    @Test func `uses add up and stop at the largest number`() {
        var usage = SecretUsage(count: Int.max - 1, first: Timestamp(seconds: 5), last: Timestamp(seconds: 6))
        usage.add(SecretUsage(at: Timestamp(seconds: 9)))
        usage.add(SecretUsage(at: Timestamp(seconds: 1)))
        #expect(usage == SecretUsage(count: .max, first: Timestamp(seconds: 1), last: Timestamp(seconds: 9)))
    }
}

/// Uses that were noted before, and a failure on request.
struct UseCaseUsage: Ports.UsageLog {
    private let noted: [ClientID: [String: SecretUsage]]
    private let failure: StoreFailure?

    init(_ noted: [ClientID: [String: SecretUsage]], failure: StoreFailure? = nil) {
        self.noted = noted
        self.failure = failure
    }

    func note(_ uses: [SecretCheck.Owner: SecretUsage]) async throws(StoreFailure) {
        Issue.record("listing notes nothing")
    }

    func usage(ofSecretsOf id: ClientID) async throws(StoreFailure) -> [String: SecretUsage] {
        if let failure { throw failure }
        return noted[id] ?? [:]
    }
}
