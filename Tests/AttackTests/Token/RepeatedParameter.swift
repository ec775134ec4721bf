import SteelcutDomain
import Testing

/// RFC 6749 section 3.2: parameters "MUST NOT be included more than once"; which of two counts is never guessed.
@Suite struct RepeatedParameter {
    static let bodies = [
        "&grant_type=client_credentials", "&grant_type=", "&grant_type", "&scope=read&scope=read", "&scope=&scope=",
        "&scope=read&%73cope=write", "&client_id=good&client_id=good", "&client_id=good&client_id=other",
        "&client_secret=&client_secret=", "&unknown=1&unknown=2", "&unknown&unknown", "&=1&=2", "&x=%C3%A9&x",
        "&client_assertion=&client_assertion=",
    ]

    @Test(arguments: Transport.all, bodies)
    func `is an invalid request, known or not`(_ transport: Transport, _ more: String) async throws {
        let server = try TokenFixture(over: transport)
        try await server.expectRefusal(of: .good(more), 400, "invalid_request")
        #expect(server.hasher.checks.isEmpty)
    }

    /// Names that are canonically equivalent are two names, names in another case too.
    @Test(
        arguments: Transport.all,
        ["&%C3%A9=1&e%CC%81=2", "&Scope=x&SCOPE=y", "&a=1&b=1", "&&&", "&resource=&resource="])
    func `what only looks the same is not repeated`(_ transport: Transport, _ more: String) async throws {
        #expect(try await TokenFixture.signing(over: transport).answer(to: .good(more)).status == 200)
    }

    /// RFC 8707 section 2 allows several; equal ones count once.
    @Test(arguments: Transport.all)
    func `resource may be repeated`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        let twice = try await server.answer(to: .good("&resource=api_v0.0.1&resource=&resource=api_v0.0.1")).json
        #expect(twice["resource"] == .string("api_v0.0.1"))
        let both = try await server.answer(
            to: .good("&resource=https%3A%2F%2Fapi.example%2Fv1&resource=api_v0.0.1")
        ).json
        #expect(both["resource"] == .array([.string("https://api.example/v1"), .string("api_v0.0.1")]))
    }
}
