import SteelcutDomain
import Testing

/// RFC 6749 section 3.2 has the server ignore parameters that it does not know.
@Suite struct UnknownParameter {
    @Test(
        arguments: Transport.all, ["&audience=x", "&unknown", "&=", "&a=b=c", "&code=x&redirect_uri=y", "&state=%22"])
    func `is ignored`(_ transport: Transport, _ more: String) async throws {
        #expect(try await TokenFixture.signing(over: transport).answer(to: .good(more)).status == 200)
    }
}
