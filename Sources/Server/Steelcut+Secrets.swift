public import SteelcutDomain

extension Steelcut {
    /// Gives a client a new secret in the place of those that it has.
    ///
    /// - Parameters:
    ///   - id: The client.
    ///   - overlap: For how many seconds the old secret goes on to work; `nil`: it ends at once, and so do others.
    ///   - lifetime: How long the new one is good, in seconds; `nil`: until it is replaced or retired.
    /// - Throws: `InvalidArgument`, `ClientStoreError`.
    public func replaceSecret(
        of id: ClientID, overlap: Int? = nil, lifetime: Int? = nil
    ) async throws -> IssuedSecret {
        try await administration.replaceSecret(
            id, overlap: overlap, lifetime: InvalidArgument.readSecretLifetime(lifetime), alongside: ClientChange())
    }

    /// Gives a client a further secret beside those that it has, of which ten may live.
    ///
    /// - Parameters:
    ///   - id: The client.
    ///   - lifetime: How long it is good, in seconds; `nil`: until it is replaced or retired.
    /// - Throws: `InvalidArgument`, `ClientStoreError`.
    public func addSecret(to id: ClientID, lifetime: Int? = nil) async throws -> IssuedSecret {
        try await administration.addSecret(
            id, lifetime: InvalidArgument.readSecretLifetime(lifetime), alongside: ClientChange())
    }

    /// A client's secrets, oldest first: which there are, when each was last used, and whether it is still needed.
    ///
    /// - Throws: `ClientStoreError`.
    public func secrets(of id: ClientID) async throws -> [SecretStatus] { try await administration.secrets(of: id) }

    /// Ends a secret of a client; its others go on to work.
    ///
    /// - Parameters:
    ///   - secretID: The secret's ID, as `secrets(of:)` has it.
    ///   - id: The client.
    ///   - revokesTokens: Whether all tokens that the client has are taken back.
    /// - Throws: `ClientStoreError`.
    @discardableResult
    public func retireSecret(
        _ secretID: String, of id: ClientID, revokesTokens: Bool = false
    ) async throws -> Client {
        try await administration.retireSecret(secretID, of: id, revokesTokens: revokesTokens)
    }
}

extension InvalidArgument {
    static func readSecretLifetime(_ seconds: Int?) throws(InvalidArgument) -> SecretLifetime? {
        guard let seconds else { return nil }
        return try read("secretLifetime", seconds, SecretLifetime.init(seconds:))
    }
}
