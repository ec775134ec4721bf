import Hummingbird
import SteelcutArgon2
import SteelcutDomain
import SteelcutEndpoints
import SteelcutHummingbird
import SteelcutInMemory
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutSystemClock

/// An app that issues tokens to the clients of a store of its own, beside its other routes.
func tokenServer(issuer: Issuer, clients: any Ports.ClientStore) async throws -> some ApplicationProtocol {
    let clock = SystemClock()
    let random = OpenSSLRandomness()
    let digest = try OpenSSLDigest()
    let argon2 = try Argon2Hasher(cost: .standard, threads: 2, random: random)

    // A key that lives as long as this process: a KeyringDirectory in its place keeps keys on the disk.
    let keyStore = InMemoryStore()
    let maker = OpenSSLKeyMaker(digest: digest)
    let generate = GenerateKey(keys: keyStore, maker: maker, clock: clock, publishBeforeUse: 600)
    _ = try await generate(.es256)
    let keys = KeySnapshot(store: keyStore, maker: maker, clock: clock)
    try await keys.refresh()

    let endpoint = AuthorizationServerEndpoint(
        issuer: issuer, clients: clients,
        hasher: try RememberedSecrets.throttled(argon2, digest: digest, clock: clock, random: random),
        keys: keys, random: random, clock: clock, digest: digest)
    let router = Router()
    router.add(middleware: EndpointMount(endpoint))
    router.get("/") { _, _ in "Tokens are at /token." }
    return Application(router: router, configuration: .init(address: .hostname("127.0.0.1", port: 5000)))
}
