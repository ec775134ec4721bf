import SteelcutDomain
import SteelcutResource
import SteelcutTestKit
import Testing

/// Row 53: a token that was taken back, of a client that was disabled or removed, or by a key that was revoked.
@Suite struct RevokedAtTheResource {
    @Test(arguments: Transport.all)
    func `a revoked token is refused, and no other`(_ transport: Transport) async throws {
        let server = try await FollowingFixture(over: transport)
        let (stolen, other) = (try await server.token("t1"), try await server.token("t2"))
        for token in [stolen, other] { try await server.expectAccepted(token) }
        server.publish(try await server.list(counter: 1, tokens: ["t1"]))
        server.missTheList()
        try await server.expectRevoked(stolen)
        try await server.expectAccepted(other)
        try await server.expectRevoked(stolen)
    }

    @Test(arguments: Transport.all)
    func `the tokens of a disabled or removed client are refused up to its cut-off, that second included`(
        _ transport: Transport
    ) async throws {
        let server = try await FollowingFixture(over: transport)
        server.publish(try await server.list(counter: 1, clients: ["c1": FollowingFixture.start + 5]))
        server.missTheList()
        for issued in [0, 4, 5] { try await server.expectRevoked(try await server.token("t\(issued)", issued: issued)) }
        try await server.expectAccepted(try await server.token("t6", issued: 6))
        try await server.expectAccepted(try await server.token("t5", of: "c2", issued: 5))
    }

    @Test(arguments: Transport.all)
    func `whatever a revoked key has signed is refused, though the key is still in the key set`(
        _ transport: Transport
    ) async throws {
        let server = try await FollowingFixture(over: transport)
        let next = try IssuerKey(.es256)
        server.publish(keys: server.key, next)
        let (old, new) = (try await server.token("t1"), try await server.token("t2", by: next))
        for token in [old, new] { try await server.expectAccepted(token) }
        server.publish(try await server.list(counter: 1, keys: [server.key], by: next))
        server.missTheList()
        try await server.expectRevoked(old)
        try await server.expectRevoked(try await server.token("t3", issued: 10))
        try await server.expectAccepted(new)
    }
}
