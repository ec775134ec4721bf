import SteelcutMemory
import SteelcutTestKit
import SteelcutDomain
import Testing

/// RFC 7009 section 2.2.1 and CVE-2020-15223: what the store did not take is never reported as revoked.
@Suite struct RevocationWithoutStore {
    @Test(
        arguments: Transport.all,
        [StoreFailure.Code.unavailable, .notPermitted, .notInitialized, .corrupt, .unknownOutcome, .failed])
    func `is 503, and the token lives on until it is revoked`(
        _ transport: Transport, _ code: StoreFailure.Code
    ) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let token = try await server.token()
        server.revocationStore.fail(with: StoreFailure(code, cause: "FATAL: relation \"revocations\""))
        let answer = try await server.expectRefusal(
            of: .about(token, at: "/revoke"), 503, "temporarily_unavailable")
        #expect(!answer.text.contains("relation"))
        // What was read before still answers.
        try await server.expectActive(token)
        server.revocationStore.fail(with: nil)
        try await server.expectRevoked(token)
        try await server.expectInactive(token)
    }

    @Test(arguments: Transport.all)
    func `a store of clients that can't be asked is 503, too`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport, storeFailure: StoreFailure(.unavailable))
        for path in TokenCall.aboutTokens {
            try await server.expectRefusal(of: .about("a.b.c", at: path), 503, "temporarily_unavailable")
        }
    }
}
