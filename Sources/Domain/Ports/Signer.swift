extension Ports {
    /// One private key, ready to sign.
    ///
    /// Asynchronous, so that a remote key service can be one.
    public protocol Signer: Sendable {
        /// The key's thumbprint.
        var keyID: KeyID { get }
        /// What it signs with.
        var algorithm: SignatureAlgorithm { get }
        /// The header of the access tokens that it signs (RFC 9068 section 2.1), in base64url.
        ///
        /// It is the same in all of them: a signer that is kept does well to keep it, too. Otherwise it is made for each.
        var accessTokenHeader: [UInt8] { get }

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

extension Ports.Signer {
    /// Made anew each time.
    public var accessTokenHeader: [UInt8] { CompactJWS.accessTokenHeader(algorithm, keyID) }
}
