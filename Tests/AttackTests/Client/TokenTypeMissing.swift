import SteelcutClient
import SteelcutRawHTTP
import Testing

/// Row 62, RFC 6749 section 7.1: a token of a type that is not understood must not be used.
@Suite struct TokenTypeMissing {
    @Test(arguments: [
        "", #","token_type":null"#, #","token_type":"""#, #","token_type":"mac""#, #","token_type":"DPoP""#,
        #","token_type":["Bearer"]"#, #","token_type":"Bearer ""#, #","token_type":"Bearer","token_type":"Bearer""#,
    ])
    func `it is refused`(_ member: String) async throws {
        let (failure, server) = try await ClientFixture.outcome(
            of: .json(#"{"access_token":"stolen","expires_in":3600\#(member)}"#))
        #expect(failure == .malformedResponse(.tokenType) || failure == .malformedResponse(.notJSON))
        ClientFixture.expectOneRequest(server, failure)
    }
}
