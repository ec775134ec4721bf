import SteelcutMemory
import SteelcutTestKit
import SteelcutDomain
import Testing

/// RFC 7009 section 2.1: the server "verifies whether the token was issued to the client making the revocation request".
@Suite struct RevocationByAnother {
    @Test(arguments: Transport.all, ["scopeless", "inspector"])
    func `is refused, and the token lives on`(_ transport: Transport, _ id: String) async throws {
        let server = try await TokenFixture.revoking(over: transport)
        let token = try await server.token()
        try await server.expectRefusal(of: .about(token, at: "/revoke", by: id), 400, "invalid_request")
        #expect(try server.revocations.currentRevocations().counter == 0)
        try await server.expectActive(token)
        // Only its own client ends it; then there is nothing left to refuse.
        try await server.expectRevoked(token)
        try await server.expectInactive(token)
        try await server.expectRevoked(token, by: id)
    }
}
