import SteelcutDomain
import SteelcutTestKit
import Testing

/// A token is good while now is before `exp` and 30 seconds more, by the clock of the resource server.
@Suite struct ExpiredByOneSecond {
    @Test(arguments: Transport.all)
    func `is invalid`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let token = try await server.mint()
        server.clock.advance(bySeconds: 3600 + 29)
        try await server.expectAccepted(token)
        server.clock.advance(bySeconds: 1)
        try await server.expectInvalid(token)
        server.clock.advance(bySeconds: 1)
        try await server.expectInvalid(token)
    }
}
