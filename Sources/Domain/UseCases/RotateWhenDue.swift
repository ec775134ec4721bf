/// Rotates when the key that signs has become old enough: whoever finds out first makes the new key, and nobody else.
public struct RotateWhenDue: Sendable {
    let generate: GenerateKey
    let every: Int

    /// Composes the use case; `every` is in seconds, 0 means never.
    public init(generate: GenerateKey, every: Int) {
        self.generate = generate
        self.every = every
    }

    /// Whether it is time, by these keys: the one that signs was made long enough ago, and none is to follow it yet.
    public func isDue(_ schedule: KeySchedule) -> Bool {
        let now = generate.clock.now()
        guard every > 0, let active = schedule.active(at: now), active.created.advanced(bySeconds: every) <= now else {
            return false
        }
        return schedule.records.last { schedule.state(of: $0, at: now) != .retired }?.keyID == active.keyID
    }

    /// Makes the new key, if it is time by the keys as they are in the store.
    ///
    /// - Returns: The key; `nil` where it is not time, or somebody else was first.
    /// - Throws: `KeyStoreError`.
    public func callAsFunction(_ algorithm: SignatureAlgorithm) async throws(KeyStoreError) -> SigningKeyRecord? {
        guard try await isDue(KeySchedule(of: generate.keys)) else { return nil }
        // Asked again of what is there when the key is added: keys are never removed, so there is a last one.
        let (key, isNew) = try await generate.add(algorithm) { schedule in
            isDue(schedule) ? nil : schedule.records.last
        }
        return isNew ? key : nil
    }
}
