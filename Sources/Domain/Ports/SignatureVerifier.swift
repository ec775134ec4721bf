extension Ports {
    /// One public key, ready to check signatures.
    ///
    /// It can't sign: what is composed without a `Signer` can't mint tokens.
    public protocol SignatureVerifier: Sendable {
        /// The key's name, where it has one.
        var keyID: KeyID? { get }
        /// The one algorithm it checks.
        var algorithm: SignatureAlgorithm { get }

        /// Whether `signature`, in JWS form, is this key's over `message`.
        ///
        /// Anything malformed is `false`.
        func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool
    }

    /// Turns public keys into verifiers.
    public protocol VerifierMaker: Sendable {
        /// A verifier, parsed once for any number of signatures.
        ///
        /// - Throws: `KeyDefect` for a point off its curve or anything else that makes a signature worthless.
        func verifier(for key: JSONWebKey) throws(KeyDefect) -> any Ports.SignatureVerifier
    }

    /// Knows the issuer's public keys.
    public protocol VerifierSource: Sendable {
        /// The keys that a token with this `kid` may have been signed with: the one of that name, or none; all of them
        /// where the token names none.
        ///
        /// - Throws: `KeysUnavailable` while no key set was ever had.
        func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier]

        /// Another number whenever the keys are others; `nil` where that can't be said.
        ///
        /// What was checked with the keys of one version may be remembered as long as it is theirs.
        var version: Int? { get }
    }
}

extension Ports.VerifierSource {
    /// Nothing is known of it.
    public var version: Int? { nil }
}
