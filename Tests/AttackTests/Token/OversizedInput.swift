import SteelcutDomain
import Testing

/// What is too large costs neither a hash nor a lookup.
@Suite struct OversizedInput {
    static let limit = 16 * 1024

    /// A good request, filled up with a parameter nobody knows to so many bytes.
    static func filled(to size: Int) -> TokenCall {
        let head = "&x="
        let start = TokenCall.good(head).body.count
        return .good(head + String(repeating: "a", count: size - start))
    }

    @Test(arguments: Transport.all)
    func `a body may be as long as the limit and no longer`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        #expect(try await server.answer(to: Self.filled(to: Self.limit)).status == 200)
        #expect(server.hasher.checks.count == 1)
        try await server.expectRefusal(of: Self.filled(to: Self.limit + 1), 413, "invalid_request")
        #expect(server.hasher.checks.count == 1)
    }

    @Test(arguments: Transport.all, [513, 600, 12_000])
    func `an ID or secret over 512 bytes is refused`(_ transport: Transport, _ length: Int) async throws {
        let server = try TokenFixture(over: transport)
        let long = String(repeating: "x", count: length)
        for call in [
            TokenCall("grant_type=client_credentials&client_id=\(long)"),
            TokenCall("grant_type=client_credentials&client_id=\(long)&client_secret=x"),
            TokenCall("grant_type=client_credentials&client_id=good&client_secret=\(long)"),
            TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic(long, "x")]),
            TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic("good", long)]),
        ] {
            try await server.expectRefusal(of: call, 400, "invalid_request")
        }
        #expect(server.hasher.checks.isEmpty)
        #expect(server.clients.lookups.isEmpty)
    }

    /// The length is that of what is meant, not of how it is encoded.
    @Test(arguments: Transport.all)
    func `512 bytes are looked at`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        let longest = String(repeating: "%78", count: 512)
        try await server.expectRefusal(
            of: TokenCall("grant_type=client_credentials&client_id=\(longest)&client_secret=\(longest)"), 401,
            "invalid_client")
        #expect(server.hasher.checks.count == 1)
    }

    @Test(arguments: Transport.all)
    func `ampersands are nothing, and parameters are bounded`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(
            of: TokenCall(String(repeating: "&", count: Self.limit)), 400, "invalid_request")
        try await server.expectRefusal(
            of: .good((0..<1001).map { "&\($0)" }.joined()), 400, "invalid_request")
        try await server.expectRefusal(
            of: TokenCall(String(repeating: "&", count: 1_000_000)), 413, "invalid_request")
        #expect(server.hasher.checks.isEmpty)
    }
}
