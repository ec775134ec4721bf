/// What a rotation has set in motion.
public struct KeyRotation: Sendable {
    /// The new key.
    public let key: SigningKeyRecord
    /// Whether it was made here; where somebody else has rotated at the same time, it is theirs.
    public let isNew: Bool
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
    /// Where somebody else adds a key of this algorithm between the look at the keys and the change, that is the
    /// rotation, and none is made here.
    ///
    /// - Throws: `KeyStoreError`.
    public func callAsFunction(_ algorithm: SignatureAlgorithm) async throws(KeyStoreError) -> KeyRotation {
        var before: KeySchedule?
        var latest = KeySchedule([])
        let (key, isNew) = try await generate.add(algorithm) { schedule in
            latest = schedule
            guard let seen = before?.records.map(\.keyID) else {
                before = schedule
                return nil
            }
            return schedule.records.last { key in
                !seen.contains(key.keyID) && key.publicKey.algorithm == algorithm && key.ended == nil
            }
        }
        let after = isNew ? KeySchedule(latest.records + [key]) : latest
        let previous = before?.active(at: key.created)
        return KeyRotation(
            key: key, isNew: isNew, previous: previous, previousSignsUntil: previous.flatMap(after.stopsSigning),
            previousVerifiesUntil: previous.flatMap(after.verifiesUntil))
    }
}
