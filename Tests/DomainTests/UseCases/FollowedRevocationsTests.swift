import SteelcutDomain
import Testing

/// Which of an issuer's lists may take the place of the one before.
@Suite struct FollowedRevocationsTests {
    /// The issuer's keys, as they are at the moment.
    struct KeySet: Ports.VerifierSource {
        var issuers: [UseCaseIssuer]
        var isKnown = true

        init(_ issuers: UseCaseIssuer...) { self.issuers = issuers }

        func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
            guard isKnown else { throw KeysUnavailable(retryAfter: 1) }
            var found: [any Ports.SignatureVerifier] = []
            for issuer in issuers { found += try await issuer.verifiers(named: keyID) }
            return found
        }
    }

    let first: UseCaseIssuer
    let second: UseCaseIssuer
    let third: UseCaseIssuer

    init() throws { (first, second, third) = (try UseCaseIssuer(), try UseCaseIssuer(), try UseCaseIssuer()) }

    /// A list by one of the issuer's keys.
    func list(_ key: UseCaseIssuer, counter: Int, revoking keys: UseCaseIssuer...) async throws -> SignedRevocationList
    {
        let names = keys.map { #""\#($0.keyID)""# }.joined(separator: ",")
        let payload = """
            {"iss":"https://as.example","iat":1000000,"exp":1000600,"counter":\(counter),"jti":[],"kid":[\(names)],\
            "clients":{}}
            """
        let jws = try await key.jws(type: PublishRevocations.type, payload: Array(payload.utf8))
        return try await SignedRevocationList(
            parsing: Array(jws.utf8), keys: key, issuer: key.name, at: Timestamp(seconds: 1_000_000))
    }

    func defect(_ body: () async throws -> FollowedRevocations) async throws -> TokenDefect? {
        do {
            _ = try await body()
            return nil
        } catch let defect as TokenDefect { return defect }
    }

    @Test(arguments: [(4, .superseded), (5, nil), (6, nil)] as [(Int, TokenDefect?)])
    func `a counter of one key never goes back`(_ row: (counter: Int, defect: TokenDefect?)) async throws {
        let followed = FollowedRevocations(try await list(first, counter: 5))
        let next = try await list(first, counter: row.counter)
        #expect(try await defect { try await followed.following(next, keys: KeySet(first)) } == row.defect)
        guard row.defect == nil else { return }
        #expect(try await followed.following(next, keys: KeySet(first)).current.list.counter == Int64(row.counter))
    }

    @Test func `the next key may count from lower, and the one before has had its say`() async throws {
        let keys = KeySet(first, second, third)
        let followed = FollowedRevocations(try await list(first, counter: 5))
        let restored = try await followed.following(try await list(second, counter: 2), keys: keys)
        #expect(restored.current.list.counter == 2)
        let late = try await list(first, counter: 9)
        #expect(try await defect { try await restored.following(late, keys: keys) } == .superseded)
        let lower = try await list(second, counter: 1)
        #expect(try await defect { try await restored.following(lower, keys: keys) } == .superseded)
        let last = try await restored.following(try await list(third, counter: 0), keys: keys)
        for list in [late, try await list(second, counter: 9)] {
            #expect(try await defect { try await last.following(list, keys: keys) } == .superseded)
        }
    }

    @Test func `what a key has said is forgotten once it has left the key set`() async throws {
        let followed = FollowedRevocations(try await list(first, counter: 5))
        let switched = try await followed.following(try await list(second, counter: 6), keys: KeySet(first, second))
        // A keyring that was restored, too: the second key is gone, the first one signs again.
        let back = try await list(first, counter: 1)
        #expect(try await defect { try await switched.following(back, keys: KeySet(first, second)) } == .superseded)
        var unknown = KeySet(first)
        unknown.isKnown = false
        #expect(try await defect { try await switched.following(back, keys: unknown) } == .superseded)
        let again = try await switched.following(back, keys: KeySet(first))
        #expect(again.current.list.counter == 1)
        #expect(
            try await again.following(try await list(first, counter: 2), keys: KeySet(first)).current.list.counter == 2)
    }

    @Test func `a key that the present list revokes is not heard any more`() async throws {
        let followed = FollowedRevocations(try await list(first, counter: 5))
        let emergency = try await followed.following(
            try await list(second, counter: 6, revoking: first), keys: KeySet(first, second))
        let forged = try await list(first, counter: 100)
        // Even where this server's key set still has it.
        for keys in [KeySet(first, second), KeySet(first)] {
            #expect(try await defect { try await emergency.following(forged, keys: keys) } == .revoked)
        }
        #expect(emergency.current.list.revokes(first.keyID))
    }
}
