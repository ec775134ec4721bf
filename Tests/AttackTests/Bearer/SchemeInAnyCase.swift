import HTTPTypes
import SteelcutDomain
import Testing

/// RFC 9110 section 11.1: the scheme is not case-sensitive; one or more spaces follow it.
@Suite struct SchemeInAnyCase {
    @Test(arguments: Transport.all, ["Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer  ", "Bearer      "])
    func `is accepted`(_ transport: Transport, _ scheme: String) async throws {
        let server = try BearerFixture(over: transport)
        let answer = try await server.answer(authorizations: [scheme + (try await server.mint())])
        #expect(answer.status == 200)
        #expect(answer.fields[.cacheControl] == "private")
        #expect(answer.fields[.contentType] == "application/json")
    }
}
