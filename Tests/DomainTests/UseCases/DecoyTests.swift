import SteelcutDomain
import SteelcutTestKit
import Testing

/// What a secret is checked against that can't get in, and what that costs.
@Suite struct DecoyTests {
    /// Decoys that say in whose place they stand.
    struct Hasher: Ports.Hasher {
        let seen: UseCaseHasher

        func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash { try await seen.hash(secret) }
        func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool { try await seen.verify(check) }
        func decoy(for presentedID: String) -> SecretHash { Self.hash("unknown \(presentedID)") }
        func decoy(insteadOf hash: SecretHash?) -> SecretHash { Self.hash("like \(hash?.encoded ?? "today's")") }
        func isOutdated(_ hash: SecretHash) -> Bool { false }

        static func hash(_ text: String) -> SecretHash {
            guard let hash = SecretHash(encoded: "$" + text) else { preconditionFailure("no hash: \(text)") }
            return hash
        }
    }

    @Test func `an unknown client's costs what an ID like its would, a known one's what its own hash costs`()
        async throws
    {
        let imported = try Sample.stored("imported")
        let clients = [
            try Sample.client("off", isEnabled: false, secrets: [imported]), try Sample.client("bare"),
            try Sample.client("made", secrets: [try Sample.stored(Sample.secret("aaaaaa"))]),
        ]
        let seen = try UseCaseHasher()
        let use = AuthenticateClient(
            clients: UseCaseClients(clients), hasher: Hasher(seen: seen), clock: ManualClock())
        for id in ["off", "bare", "made", "nobody"] {
            await #expect(throws: TokenError.self) {
                _ = try await use(ClientCredentials(id: id, secret: ClientSecret(presented: "imported")))
            }
        }
        #expect(
            seen.checks.map(\.hash.encoded) == [
                "$like \(imported.hash.encoded)", "$like today's", "$like today's", "$unknown nobody",
            ])
        #expect(seen.checks.allSatisfy { $0.owner == nil })
    }

    @Test func `a draw gives each share as often as its clients are frequent, and its order stays`() throws {
        let (one, two) = (Hasher.hash("1"), Hasher.hash("2"))
        let shares = HashCostShares(
            key: [], clients: 4, shares: [.init(sample: one, clients: 1), .init(sample: two, clients: 2)])
        let quarter = UInt64(1) << 62
        #expect([0, quarter - 1].map(shares.draw) == [one, one])
        #expect([quarter, 3 * quarter - 1].map(shares.draw) == [two, two])
        #expect([3 * quarter, .max].map(shares.draw) == [nil, nil])
        // Renewed, a share's clients move to the end: what was drawn from it turns cheap, and nothing turns dear.
        let later = HashCostShares(key: [], clients: 4, shares: [.init(sample: two, clients: 1)])
        #expect([0, quarter - 1].map(later.draw) == [two, two])
        #expect([quarter, .max].map(later.draw) == [nil, nil])
        #expect(HashCostShares(key: [], clients: 0, shares: []).draw(.max) == nil)
        // More secrets than clients, as a look in between may find them.
        let odd = HashCostShares(key: [], clients: 0, shares: [.init(sample: one, clients: 3)])
        #expect(odd.draw(.max) == one && odd.draw(0) == one)
    }
}
