import SteelcutDomain
import Testing

/// `iat` and, where it is there, `nbf` may be 30 seconds ahead and no more.
@Suite struct TokenOfTheFuture {
    static let now = BearerFixture.now
    static let bad: [String?] = [
        "\(now + 31)", "\(now + 61)", "\(now + 30).5", #""\#(now)""#, "1e308", "1e400", "null", "true", "[]", "-1",
    ]

    @Test(arguments: Transport.all, ["iat", "nbf"].flatMap { name in bad.map { (name, $0) } } + [("iat", nil)])
    func `is invalid`(_ transport: Transport, _ row: (name: String, value: String?)) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims((row.name, row.value))))
    }

    @Test(
        arguments: Transport.all, ["\(now + 30)", "\(now + 8)", "\(now)", "\(now - 100_000)", "0", "\(now + 29).999"])
    func `within the leeway is good`(_ transport: Transport, _ value: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectAccepted(try await server.mint(claims: BearerFixture.claims(("iat", value))))
        try await server.expectAccepted(try await server.mint(claims: BearerFixture.claims(("nbf", value))))
    }
}
