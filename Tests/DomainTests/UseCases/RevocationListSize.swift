import SteelcutDomain
import SteelcutTestKit
import Testing

/// What a long list costs: every resource server fetches it.
@Suite struct RevocationListSize {
    @Test func `a hundred thousand revoked tokens are a list of 3.4 MB, and it is read`() async throws {
        let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
        let issuer = try UseCaseIssuer()
        let source = Many(count: 100_000)
        let publish = PublishRevocations(revocations: source, keys: issuer, clock: clock, issuer: issuer.name)
        let bytes = try await publish().bytes
        #expect((3_300_000...3_400_000).contains(bytes.count), "\(bytes.count)")
        #expect(bytes.count < SignedRevocationList.largest / 4)
        let read = try await SignedRevocationList(parsing: bytes, keys: issuer, issuer: issuer.name, at: clock.now())
        #expect(read.list.count == 100_000)
        #expect(read.list.counter == 100_000)
        for (token, isRevoked) in [(0, true), (99_999, true), (100_000, false)] {
            let claims = try issuer.claims(issuedAt: clock.now(), tokenID: Many.name(token))
            #expect(read.list.revokes(claims, signedWith: issuer.keyID) == isRevoked)
        }
    }

    /// Revoked tokens, by names as tokens have them: 128 bits in base64url.
    private struct Many: Ports.RevocationSource {
        let count: Int

        static func name(_ number: Int) -> String {
            var state = UInt64(number)
            let bytes = (0..<16).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            }
            return Base64URL.string(bytes)
        }

        func currentRevocations() throws(RevocationsUnavailable) -> RevocationList {
            let end = Timestamp(seconds: 2_000_000)
            return RevocationList(
                counter: Int64(count),
                (0..<count).lazy.map {
                    Revocation(
                        subject: .token(Self.name($0)), issuedUntil: end, ends: end,
                        created: Timestamp(seconds: 1_000_000))
                })
        }
    }
}
