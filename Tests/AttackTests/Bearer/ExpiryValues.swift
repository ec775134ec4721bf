import SteelcutDomain
import Testing

/// `exp` (RFC 7519 section 4.1.4): a number of ours, and later than now less the leeway.
@Suite struct ExpiryValues {
    static let now = BearerFixture.now
    static let bad: [String?] = [
        nil, "\(now - 3600)", "\(now - 30)", "\(now - 31)", #""\#(now + 3600)""#, "true", "null", "-1", "0", "1.5",
        "1e308", "1e400", "-1e400", "9223372036854775808", "18446744073709551616", "99999999999999999999999999", "[]",
        "[\(now + 3600)]", "{}", "-0", "1e-400", "253402300800",
    ]

    @Test(arguments: Transport.all, bad)
    func `is invalid, and the process lives`(_ transport: Transport, _ value: String?) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(claims: BearerFixture.claims(("exp", value))))
    }

    static let good = [
        "\(now + 1)", "\(now)", "\(now - 29)", "\(now + 300).5", "\(now - 30).5", "1.763760e9", "253402300799",
        "\(now + 60)e0",
    ]

    @Test(arguments: Transport.all, good)
    func `within the leeway or with a fraction is good`(_ transport: Transport, _ value: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectAccepted(try await server.mint(claims: BearerFixture.claims(("exp", value))))
    }
}
