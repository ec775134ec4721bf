import SteelcutClient
import SteelcutRawHTTP
import Testing

/// Row 62: a lifetime that is none would trap, or keep a token for ever.
@Suite struct LifetimeOfToken {
    @Test(arguments: [
        "-1", "0", #""3600""#, "1e308", "1e400", "-1e308", "1.5", "9223372036854775807", "9223372036854775808",
        "315360001", "true", "null", "[3600]", "{}",
    ])
    func `it is refused`(_ lifetime: String) async throws {
        let (failure, server) = try await ClientFixture.outcome(
            of: .json(#"{"access_token":"stolen","token_type":"Bearer","expires_in":\#(lifetime)}"#))
        #expect(failure == .malformedResponse(.expiresIn) || failure == .malformedResponse(.notJSON))
        ClientFixture.expectOneRequest(server, failure)
    }
}
