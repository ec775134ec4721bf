/// Ends a pending key before it signs.
public struct RetireKey: Sendable {
    let keys: any Ports.KeyStore
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(keys: any Ports.KeyStore, clock: any Ports.Clock) {
        self.keys = keys
        self.clock = clock
    }

    /// Ends a pending key, changes nothing on a retired one, and refuses the active one.
    ///
    /// - Returns: The key's record as it is now.
    /// - Throws: `KeyStoreError.active` for the key that signs, or does within three seconds: rotate first. `.unknownKey` where there is none.
    public func callAsFunction(_ id: KeyID) async throws(KeyStoreError) -> SigningKeyRecord {
        let schedule = try await KeySchedule(of: keys)
        guard var record = schedule.records.first(where: { $0.keyID == id }) else { throw .unknownKey(id) }
        let now = clock.now()
        switch schedule.state(of: record, at: now) {
        case .active: throw .active(id)
        case .retired: return record
        // Servers look once a second: one of them may sign with it before it hears of the end.
        case .pending where record.signsFrom < now.advanced(bySeconds: 3): throw .active(id)
        case .pending:
            try await keys.end(id, at: now)
            record.ended = now
            return record
        }
    }
}
