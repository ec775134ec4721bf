import SteelcutDomain
import SteelcutResource
import SteelcutTestKit
import Testing

/// Whoever has stolen a key signs lists with it, too: as soon as it is revoked nobody hears them.
@Suite struct ListOfARevokedKey {
    @Test func `a list by the stolen key frees nothing, though the key set still has the key`() async throws {
        let server = try await FollowingFixture()
        let next = try IssuerKey(.es256)
        server.publish(keys: server.key, next)
        let stolen = try await server.token("t1")
        try await server.expectAccepted(stolen)
        server.publish(try await server.list(counter: 1, keys: [server.key], by: next))
        server.missTheList()
        try await server.expectRevoked(stolen)
        server.publish(try await server.list(counter: 1_000_000))
        server.missTheList()
        try await server.expectRevoked(stolen)
        // Nor does it by revoking the key that came after it.
        server.publish(try await server.list(counter: 1_000_001, keys: [next]))
        server.missTheList()
        try await server.expectRevoked(stolen)
        try await server.expectAccepted(try await server.token("t2", by: next))
    }

    @Test func `a key that revokes itself says nothing`() async throws {
        let server = try await FollowingFixture()
        let token = try await server.token("t1")
        try await server.expectAccepted(token)
        server.publish(try await server.list(counter: 1, keys: [server.key]))
        server.missTheList()
        try await server.expectAccepted(token)
        #expect(server.verifier.health == .degraded)
    }
}
