/// Makes secrets and what is stored of them.
public struct NewSecret: Sendable {
    let hasher: any Ports.Hasher
    let random: any Ports.Randomness
    let clock: any Ports.Clock

    /// Composes the maker.
    public init(hasher: any Ports.Hasher, random: any Ports.Randomness, clock: any Ports.Clock) {
        self.hasher = hasher
        self.random = random
        self.clock = clock
    }

    /// A secret of 256 random bits that is good for so long, and its hash at today's cost.
    func make(_ lifetime: SecretLifetime?) async throws(ClientStoreError) -> (ClientSecret, StoredSecret) {
        let secret: ClientSecret
        let id: String
        do throws(RandomnessFailure) {
            secret = try ClientSecret(random: random)
            id = Hexadecimal.encode(try random.bytes(8))
        } catch { throw .failed(StoreFailure(.failed, cause: "no random bytes")) }
        do throws(HasherFailure) {
            let hash = try await hasher.hash(secret)
            let now = clock.now()
            return (
                secret,
                StoredSecret(
                    id: id, selector: secret.selector, hint: secret.hint, hash: hash, created: now,
                    expires: lifetime.map { now.advanced(bySeconds: $0.seconds) })
            )
        } catch { throw .failed(StoreFailure(.failed, cause: "the secret could not be hashed")) }
    }

    /// A new client's ID.
    func clientID() throws(ClientStoreError) -> ClientID {
        do throws(RandomnessFailure) {
            return try ClientID(random: random)
        } catch { throw .failed(StoreFailure(.failed, cause: "no random bytes")) }
    }
}
