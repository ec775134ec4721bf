/// Finds out whether a caller is the client that it says it is (RFC 6749 section 2.3).
///
/// Wherever a secret was sent, exactly one check is made, whoever is asked for: an unknown client, a wrong secret, an
/// ended one and a disabled client cost the same and get the same answer.
public struct AuthenticateClient: Sendable {
    let clients: any Ports.ClientStore
    let hasher: any Ports.Hasher
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(clients: any Ports.ClientStore, hasher: any Ports.Hasher, clock: any Ports.Clock) {
        self.clients = clients
        self.hasher = hasher
        self.clock = clock
    }

    /// The client that these credentials prove.
    ///
    /// - Throws: `TokenError.invalidClient` for every reason that lies with the caller, `.throttled` and `.unavailable`
    ///   where the secret was not looked at, or is wrong by what is remembered of a store that can't be asked.
    public func callAsFunction(_ credentials: ClientCredentials?) async throws(TokenError) -> Client {
        guard let credentials, let secret = credentials.secret else { throw .invalidClient }
        // Asked before the row is read: while its secret is checked, the store may be there again and say another thing.
        let wasCurrent = clients.isCurrent
        let client = try await client(presentedAs: credentials.id)
        let check = check(of: secret, by: credentials.id, for: client)
        let fits = try await verify(check)
        guard fits, check.owner != nil, let client else {
            guard wasCurrent, clients.isCurrent else {
                throw .unavailable(retryAfter: 1, cause: "the store can't be asked")
            }
            throw .invalidClient
        }
        return client
    }

    /// The check that is made: against the client's own secret, or one that nobody passes.
    private func check(of secret: ClientSecret, by presentedID: String, for client: Client?) -> SecretCheck {
        guard let client else {
            return SecretCheck(
                presentedID: presentedID, secret: secret, hash: hasher.decoy(for: presentedID), lane: .unnamed,
                owner: nil)
        }
        let meant = Self.meant(by: secret, among: client.secrets, at: clock.now())
        guard let meant, client.isEnabled else {
            // A known client's decoy costs what its own hash costs; an unknown one's, what somebody's like it would.
            return SecretCheck(
                presentedID: presentedID, secret: secret, hash: hasher.decoy(insteadOf: meant?.secret.hash),
                lane: meant?.lane ?? .unnamed, owner: nil)
        }
        return SecretCheck(
            presentedID: presentedID, secret: secret, hash: meant.secret.hash, lane: meant.lane,
            owner: SecretCheck.Owner(client: client.id, secretID: meant.secret.id))
    }

    /// An ID that can't be registered is an unknown client: it is not looked up, and answered like one.
    private func client(presentedAs id: String) async throws(TokenError) -> Client? {
        guard let id = ClientID(parsing: id) else { return nil }
        do throws(StoreFailure) {
            return try await clients.client(withID: id)
        } catch {
            throw .unavailable(retryAfter: 1, cause: "\(error.code.rawValue): \(error.cause)")
        }
    }

    /// The one live secret to check against: the newest that the selector names, else one that was imported without.
    private static func meant(
        by secret: ClientSecret, among secrets: [StoredSecret], at time: Timestamp
    ) -> (secret: StoredSecret, lane: SecretCheck.Lane)? {
        if let selector = secret.selector,
            let named = secrets.last(where: { $0.selector == selector && $0.isLive(at: time) })
        {
            return (named, .named)
        }
        return secrets.last { $0.selector == nil && $0.isLive(at: time) }.map { ($0, .unnamed) }
    }

    private func verify(_ check: SecretCheck) async throws(TokenError) -> Bool {
        do throws(HasherFailure) {
            return try await hasher.verify(check)
        } catch {
            switch error {
            case .throttled(let seconds): throw .throttled(retryAfter: seconds)
            case .saturated(let seconds): throw .unavailable(retryAfter: seconds, cause: "secret checks saturated")
            case .unusableHash: throw .unavailable(retryAfter: 60, cause: "a stored hash can't be used")
            case .failed(let cause): throw .unavailable(retryAfter: 1, cause: cause)
            }
        }
    }
}
