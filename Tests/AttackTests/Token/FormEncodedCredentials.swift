import SteelcutDomain
import Testing

/// RFC 6749 section 2.3.1 and appendix B: ID and secret are form-encoded, inside Basic too.
@Suite struct FormEncodedCredentials {
    /// `imported client` and ` %&+£€:`, in two encodings each.
    static let pairs = [
        ("imported+client", "+%25%26%2B%C2%A3%E2%82%AC%3A"), ("imported%20client", "%20%25%26%2b%c2%a3%e2%82%ac%3a"),
    ]

    @Test(arguments: Transport.all, pairs)
    func `reserved and foreign characters arrive`(_ transport: Transport, _ pair: (String, String)) async throws {
        let server = try TokenFixture.signing(over: transport)
        let basic = TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic(pair.0, pair.1)])
        #expect(try await server.answer(to: basic).status == 200)
        let post = TokenCall("grant_type=client_credentials&client_id=\(pair.0)&client_secret=\(pair.1)")
        #expect(try await server.answer(to: post).status == 200)
    }

    @Test(arguments: Transport.all)
    func `the first colon divides, and further ones belong to the secret`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        let call = TokenCall(
            "grant_type=client_credentials",
            authorizations: [TokenCall.basic("imported+client", "+%25%26%2B%C2%A3%E2%82%AC:")])
        #expect(try await server.answer(to: call).status == 200)
    }
}
