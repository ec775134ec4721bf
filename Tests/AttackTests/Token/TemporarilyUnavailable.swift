import HTTPTypes
import SteelcutDomain
import Testing

/// What is no fault of the client's is never 401 and never 500, and says when to come back.
@Suite struct TemporarilyUnavailable {
    @Test(arguments: Transport.all, [StoreFailure.Code.unavailable, .notPermitted, .corrupt, .failed])
    func `a store that can't be asked is 503`(_ transport: Transport, _ code: StoreFailure.Code) async throws {
        let server = try TokenFixture(
            over: transport, storeFailure: StoreFailure(code, cause: "FATAL: relation \"clients\""))
        let answer = try await server.expectRefusal(of: .good(), 503, "temporarily_unavailable")
        #expect(!answer.text.contains("clients"))
        #expect(server.hasher.checks.isEmpty)
    }

    static let failures: [(HasherFailure, Int, String)] = [
        (.throttled(retryAfter: 42), 429, "42"), (.saturated(retryAfter: 3), 503, "3"), (.unusableHash, 503, "60"),
        (.failed(cause: "out of memory"), 503, "1"), (.saturated(retryAfter: 0), 503, "1"),
    ]

    @Test(arguments: Transport.all, failures)
    func `a secret that was not looked at is neither right nor wrong`(
        _ transport: Transport, _ row: (failure: HasherFailure, status: Int, retryAfter: String)
    ) async throws {
        let server = try TokenFixture(over: transport, hasherFailure: row.failure)
        for call in [
            TokenCall.good(),
            TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic("nobody", "x")]),
        ] {
            let answer = try await server.expectRefusal(of: call, row.status, "temporarily_unavailable")
            #expect(answer.fields[.retryAfter] == row.retryAfter)
        }
    }

    struct NoKeys: Ports.SigningKeys {
        func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer { throw KeysUnavailable(retryAfter: 5) }
        func schedule() async throws(KeysUnavailable) -> KeySchedule { throw KeysUnavailable(retryAfter: 5) }
    }

    struct BrokenKey: Ports.SigningKeys, Ports.Signer {
        let keyID: KeyID
        var algorithm: SignatureAlgorithm { .es256 }
        func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer { self }
        func schedule() async throws(KeysUnavailable) -> KeySchedule { throw KeysUnavailable(retryAfter: 5) }
        func signature(for message: [UInt8]) async throws(SigningFailure) -> [UInt8] {
            throw SigningFailure(cause: "error:0A000086")
        }
    }

    @Test(arguments: Transport.all)
    func `no key, or one that can't sign, is 503 without a token`(_ transport: Transport) async throws {
        let noKeys = try await TokenFixture(over: transport, keys: NoKeys())
            .expectRefusal(of: .good(), 503, "temporarily_unavailable")
        #expect(noKeys.fields[.retryAfter] == "5")
        let broken = try await TokenFixture(over: transport, keys: BrokenKey(keyID: #require(KeyID(parsing: "k"))))
            .expectRefusal(of: .good(), 503, "temporarily_unavailable")
        #expect(!broken.text.contains("0A000086"))
    }
}
