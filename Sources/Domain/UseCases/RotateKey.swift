/// What a rotation has set in motion.
public struct KeyRotation: Sendable {
    /// The new key.
    public let key: SigningKeyRecord
    /// The key that signs until then; `nil` where there was none.
    public let previous: SigningKeyRecord?
    /// When the previous key ceases to sign.
    public let previousSignsUntil: Timestamp?
    /// When the previous key leaves the key set.
    public let previousVerifiesUntil: Timestamp?
}

/// Adds a signing key that takes over from the active one.
public struct RotateKey: Sendable {
    let generate: GenerateKey

    /// Composes the use case.
    public init(generate: GenerateKey) { self.generate = generate }

    /// Makes the new key, and says when the old one ceases to sign and to verify.
    ///
    /// - Throws: `KeyStoreError`.
    public func callAsFunction(_ algorithm: SignatureAlgorithm) async throws(KeyStoreError) -> KeyRotation {
        let before = try await KeySchedule(of: generate.keys)
        let key = try await generate.add(algorithm, beside: before)
        let after = KeySchedule(before.records + [key])
        let previous = before.active(at: key.created)
        return KeyRotation(
            key: key, previous: previous, previousSignsUntil: previous.flatMap(after.stopsSigning),
            previousVerifiesUntil: previous.flatMap(after.verifiesUntil))
    }
}
