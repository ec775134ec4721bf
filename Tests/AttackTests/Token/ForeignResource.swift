import SteelcutDomain
import Testing

/// RFC 8707 section 2: a resource that is malformed or not the client's is `invalid_target`.
@Suite struct ForeignResource {
    static let resources = [
        "api", "api_v0.0.2", "API_v0.0.1", "api_v0.0.1+", "+api_v0.0.1", "https%3A%2F%2Fapi.example%2Fv1%23x",
        "https%3A%2F%2Fapi.example%2Fv1%2F", "https%3A%2F%2FAPI.example%2Fv1", "http%3A%2F%2Fapi.example%2Fv1",
        "https%3A%2F%2Fapi.example%3A443%2Fv1", "%2E%2E%2F", "api_v0.0.%EF%BC%91",
        String(repeating: "a", count: 3000), "api_v0.0.1&resource=other", "other&resource=api_v0.0.1",
    ]

    @Test(arguments: Transport.all, resources)
    func `is an invalid target`(_ transport: Transport, _ resource: String) async throws {
        try await TokenFixture(over: transport).expectRefusal(of: .good("&resource=" + resource), 400, "invalid_target")
    }

    @Test(arguments: Transport.all)
    func `without one it is the client's first`(_ transport: Transport) async throws {
        let json = try await TokenFixture.signing(over: transport).answer(to: .good()).json
        #expect(json["resource"] == .string("api_v0.0.1"))
    }
}
