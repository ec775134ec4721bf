import SteelcutDomain
import Testing

/// RFC 6750 section 3.1: a request that is malformed is `invalid_request`, before any key is asked for.
@Suite struct EmptyOrRepeatedAuthorization {
    static let headers: [[String]] = [
        ["Bearer"], ["bearer"], ["Bearer "], ["Bearer    "], ["Bearer a.b.c", "Bearer a.b.c"],
        ["Bearer a.b.c", "Basic x"], ["Basic x", "Bearer a.b.c"], ["", ""],
    ]

    @Test(arguments: Transport.all, headers)
    func `is an invalid request`(_ transport: Transport, _ headers: [String]) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectRefusal(of: try await server.answer(authorizations: headers), 400, "invalid_request")
        #expect(server.keys.lookups == 0)
    }

    @Test(arguments: Transport.all)
    func `two good tokens are no better`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let value = "Bearer " + (try await server.mint())
        try await server.expectRefusal(
            of: try await server.answer(authorizations: [value, value]), 400, "invalid_request")
        try await server.expectRefusal(
            of: try await server.answer(authorizations: [value + ", " + value]), 401, "invalid_token")
    }
}
