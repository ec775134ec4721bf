extension Ports {
    /// One private key, ready to sign.
    ///
    /// Asynchronous, so that a remote key service can be one.
    public protocol Signer: Sendable {
        /// The key's thumbprint.
        var keyID: KeyID { get }
        /// What it signs with.
        var algorithm: SignatureAlgorithm { get }

        /// The signature over `message` in JWS form (RFC 7518 section 3): r‖s for ES256.
        func signature(for message: [UInt8]) async throws(SigningFailure) -> [UInt8]
    }

    /// Knows the signing keys of the moment, as one snapshot.
    public protocol SigningKeys: Sendable {
        /// The signer of the active key.
        ///
        /// - Throws: `KeysUnavailable` where there is none.
        func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer

        /// All keys with their times, without private halves.
        ///
        /// - Throws: `KeysUnavailable` while no keys were ever read.
        func schedule() async throws(KeysUnavailable) -> KeySchedule
    }
}
