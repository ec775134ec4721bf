import SteelcutDomain
import SteelcutTestKit
import Testing

/// Making clients and their first secrets.
@Suite struct RegisterClientTests {
    let store = UseCaseClients()
    let clock = ManualClock(now: Timestamp(seconds: 1_000_000))

    func register(
        hasAudience: Bool = false, hasherFailure: HasherFailure? = nil, random: UseCaseRandomness = UseCaseRandomness()
    ) throws -> RegisterClient {
        RegisterClient(
            clients: store,
            secrets: NewSecret(hasher: try UseCaseHasher(failure: hasherFailure), random: random, clock: clock),
            hasAudience: hasAudience)
    }

    func registration(resources: [String] = ["api", "api", "b"]) throws -> ClientRegistration {
        ClientRegistration(
            name: try #require(ClientName(parsing: "n")), resources: try resources.map(Sample.resource),
            scopes: try Sample.scopes("read"))
    }

    @Test func `a client has a random ID and a secret whose hash is stored`() async throws {
        let issued = try await register()(registration())
        let client = try #require(store.all.first)
        #expect(issued.client == client)
        #expect(client.id.description.utf8.count == 32)
        #expect(client.id.description.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
        #expect(client.resources.map(\.description) == ["api", "b"])
        #expect(client.grantTypes == [.clientCredentials])
        #expect(client.isEnabled)
        #expect(client.created == clock.now())
        let text = issued.secret.withBytes { String(decoding: $0, as: UTF8.self) }
        #expect(text.hasPrefix("PRIVATE-") && text.utf8.count == 51)
        let stored = try #require(client.secrets.first)
        #expect(stored.hash == (try UseCaseHasher.hash(of: issued.secret)))
        #expect(stored.selector?.text == String(text.dropFirst(8).prefix(6)))
        #expect(stored.id.utf8.count == 16)
        #expect(stored.hint?.text == String(text.suffix(4)))
        #expect(stored.expires == nil)
        #expect(issued.stored == stored)
    }

    @Test func `its secret may be good for a time`() async throws {
        let lifetime = try #require(SecretLifetime(seconds: 90))
        let issued = try await register()(registration(), secretLifetime: lifetime)
        #expect(store.all.first?.secrets.map(\.expires) == [Timestamp(seconds: 1_000_090)])
        #expect(issued.stored.expires == Timestamp(seconds: 1_000_090))
    }

    @Test func `a client needs a resource unless the server names one`() async throws {
        #expect(await outcome { try await register()(registration(resources: [])) } == "refused: noResource")
        #expect(store.all.isEmpty)
        _ = try await register(hasAudience: true)(registration(resources: []))
        #expect(store.all.count == 1)
    }

    @Test func `a client needs a grant`() async throws {
        var registration = try registration()
        registration.grantTypes = []
        #expect(await outcome { try await register()(registration) } == "refused: noGrantType")
        #expect(store.all.isEmpty)
    }

    @Test func `without randomness or a hash there is no client`() async throws {
        for register in [
            try register(random: UseCaseRandomness(fails: true)),
            try register(hasherFailure: .failed(cause: "no memory")),
        ] {
            #expect(await outcome { try await register(registration()) } == "failed")
        }
        #expect(store.all.isEmpty)
    }
}
