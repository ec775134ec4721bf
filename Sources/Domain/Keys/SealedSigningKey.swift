/// A signing key as a database keeps it: what everybody may know, and the private half under a seal.
///
/// The public half is not among it: it is derived from the private one, and never believed from a column.
public struct SealedSigningKey: Hashable, Sendable {
    /// The thumbprint that it was kept under.
    public let keyID: KeyID
    /// What it signs with.
    public let algorithm: SignatureAlgorithm
    /// When it was made.
    public let created: Timestamp
    /// From when on it signs.
    public let signsFrom: Timestamp
    /// When it was ended by hand; `nil`: it was not.
    public let ended: Timestamp?
    /// The private half, sealed.
    public let sealed: [UInt8]

    /// Puts a row together.
    public init(
        keyID: KeyID, algorithm: SignatureAlgorithm, created: Timestamp, signsFrom: Timestamp, ended: Timestamp?,
        sealed: [UInt8]
    ) {
        self.keyID = keyID
        self.algorithm = algorithm
        self.created = created
        self.signsFrom = signsFrom
        self.ended = ended
        self.sealed = sealed
    }

    /// The same row with the private half under another seal.
    public func sealed(as sealed: [UInt8]) -> SealedSigningKey {
        SealedSigningKey(
            keyID: keyID, algorithm: algorithm, created: created, signsFrom: signsFrom, ended: ended, sealed: sealed)
    }

    /// What the seal is bound to: it opens for a key of this name, algorithm and times and for no other.
    ///
    /// Not to the end, which somebody without the passphrase may set.
    public static func binding(
        keyID: KeyID, algorithm: SignatureAlgorithm, created: Timestamp, signsFrom: Timestamp
    ) -> [UInt8] {
        // No part holds a line end, so no two bindings read alike.
        let parts = ["signing key", keyID.description, algorithm.rawValue]
        return Array(
            (parts + [String(created.microseconds), String(signsFrom.microseconds)]).joined(separator: "\n").utf8)
    }

    /// What this row's seal is bound to.
    public var binding: [UInt8] {
        Self.binding(keyID: keyID, algorithm: algorithm, created: created, signsFrom: signsFrom)
    }
}

/// How the key that seals is had from a passphrase, and what tells the right passphrase from another one.
///
/// Nothing in it is secret.
public struct KeyringSeal: Hashable, Sendable {
    /// Function, cost and salt as a text, such as `$scrypt$ln=15,r=8,p=3$…`.
    public let derivation: String
    /// Opens under the right passphrase only.
    public let proof: [UInt8]

    /// Puts a seal together, as a store has kept it.
    public init(derivation: String, proof: [UInt8]) {
        self.derivation = derivation
        self.proof = proof
    }
}

/// All keys of a database and the seal that they are under, of one moment.
public struct SealedKeyring: Hashable, Sendable {
    /// The seal; `nil` where the keyring was not made yet.
    public let seal: KeyringSeal?
    /// The keys, ended ones too.
    public let keys: Set<SealedSigningKey>

    /// Puts a keyring together.
    public init(seal: KeyringSeal?, keys: some Sequence<SealedSigningKey>) {
        self.seal = seal
        self.keys = Set(keys)
    }
}

/// Why a seal can't be made or opened; free of anything that is under it.
public enum SealDefect: String, Error, Hashable, Sendable {
    /// Another passphrase than the one it was sealed with.
    case wrongPassphrase = "the passphrase does not open it"
    /// Changed since it was sealed, or sealed for another key.
    case damaged = "it is damaged, or was sealed for another key"
    /// A form, or a cost, that is not ours.
    case unsupported = "it is sealed in a way that this program does not know"
    /// The cryptographic library failed, for want of memory or randomness above all.
    case library = "the cryptographic library failed"
}
