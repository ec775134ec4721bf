/// What an emergency rotation has done.
public struct EmergencyRotation: Sendable {
    /// The key that signs from now on.
    public let key: SigningKeyRecord
    /// Whether it was made here; where somebody else has done the same at the same time, it is theirs.
    public let isNew: Bool
    /// The keys that are nobody's to sign with any more, in the order in which they signed.
    public let ended: [SigningKeyRecord]
}

/// Replaces signing keys that somebody else may have, at once and with all that they have signed.
public struct RotateInEmergency: Sendable {
    let generate: GenerateKey
    let revocations: any Ports.RevocationStore

    /// Composes the use case.
    public init(generate: GenerateKey, revocations: any Ports.RevocationStore) {
        self.generate = generate
        self.revocations = revocations
    }

    /// Makes a key that signs at once, revokes all others that are published, and takes them out of the key set.
    ///
    /// All others: whoever got one out of a keyring got the rest of it, one that is to sign next above all.
    ///
    /// In this order, so that done again after a failure it goes on to the end: a key that is still published is still
    /// to be revoked.
    ///
    /// - Throws: `KeyStoreError`; `.failed` also where the revocations can't be stored. To be done again then.
    public func callAsFunction(_ algorithm: SignatureAlgorithm) async throws(KeyStoreError) -> EmergencyRotation {
        let clock = generate.clock
        var before: KeySchedule?
        var latest = KeySchedule([])
        let (key, isNew) = try await generate.add(algorithm, atOnce: true) { schedule in
            latest = schedule
            guard let seen = before?.records.map(\.keyID) else {
                before = schedule
                return nil
            }
            // Somebody else's that came meanwhile will do, if it signs.
            guard let active = schedule.active(at: clock.now()), !seen.contains(active.keyID),
                active.publicKey.algorithm == algorithm
            else { return nil }
            return active
        }
        let now = clock.now()
        // Only what was there before: of two that do this at once, neither ends the other's key.
        let others = (isNew ? latest : before ?? latest).published(at: now).filter { $0.keyID != key.keyID }
        for other in others {
            do throws(StoreFailure) {
                try await revocations.revoke(Revocation(ofKey: other.keyID, at: now))
            } catch { throw .failed(error) }
        }
        for other in others { try await generate.keys.end(other.keyID, at: now) }
        return EmergencyRotation(key: key, isNew: isNew, ended: others)
    }
}
