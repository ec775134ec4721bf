/// Adds a signing key.
///
/// It is published at once and signs when every resource server can have seen it; the first key signs at once.
public struct GenerateKey: Sendable {
    let keys: any Ports.KeyStore
    let maker: any Ports.KeyMaker
    let clock: any Ports.Clock
    let publishBeforeUse: Int

    /// Composes the use case; `publishBeforeUse` is in seconds.
    public init(keys: any Ports.KeyStore, maker: any Ports.KeyMaker, clock: any Ports.Clock, publishBeforeUse: Int) {
        self.keys = keys
        self.maker = maker
        self.clock = clock
        self.publishBeforeUse = publishBeforeUse
    }

    /// Makes the key and returns its record.
    ///
    /// - Throws: `KeyStoreError.key` where the library fails, `.failed` where the store does; then there is no new key.
    public func callAsFunction(_ algorithm: SignatureAlgorithm) async throws(KeyStoreError) -> SigningKeyRecord {
        try await add(algorithm) { _ in nil }.key
    }

    /// Makes the first key, unless there is one that was not ended: of many who ask at once, one makes it.
    ///
    /// - Returns: The key that signs or, where none does yet, the first that will, and whether it was made here.
    /// - Throws: As `callAsFunction(_:)`.
    public func first(
        _ algorithm: SignatureAlgorithm
    ) async throws(KeyStoreError) -> (key: SigningKeyRecord, isNew: Bool) {
        let clock = clock
        return try await add(algorithm) { schedule in
            schedule.active(at: clock.now()) ?? schedule.records.first { $0.ended == nil }
        }
    }

    /// Makes a key, unless `found` finds one among those there are that does as well.
    ///
    /// What was found holds when the key is added: where another has come meanwhile, `found` is asked again. Somebody
    /// else has then got on, so this ends.
    ///
    /// - Parameters:
    ///   - algorithm: What it signs with.
    ///   - atOnce: Whether it signs from now on, whatever the others are.
    ///   - found: Asked of the keys that there are.
    func add(
        _ algorithm: SignatureAlgorithm, atOnce: Bool = false, unless found: (KeySchedule) -> SigningKeyRecord?
    ) async throws(KeyStoreError) -> (key: SigningKeyRecord, isNew: Bool) {
        var made: (PrivateKey, JSONWebKey)?
        while true {
            let schedule = try await KeySchedule(of: keys)
            if let key = found(schedule) { return (key, false) }
            // Whoever reads the set reads so many: one more, and it would be no key set to anybody.
            guard atOnce || schedule.published(at: clock.now()).count < JSONWebKeySet.mostKeys else { throw .tooMany }
            let (privateKey, publicKey): (PrivateKey, JSONWebKey)
            if let made { (privateKey, publicKey) = made } else { (privateKey, publicKey) = try pair(algorithm) }
            made = (privateKey, publicKey)
            let (created, signsFrom) = times(beside: schedule, atOnce: atOnce)
            guard let record = SigningKeyRecord(publicKey: publicKey, created: created, signsFrom: signsFrom) else {
                throw .key(.malformed)
            }
            do throws(KeyStoreError) {
                try await keys.add(
                    SigningKey(record: record, privateKey: privateKey), beside: Set(schedule.records.map(\.keyID)))
                return (record, true)
            } catch {
                guard case .changed = error else { throw error }
            }
        }
    }

    private func pair(_ algorithm: SignatureAlgorithm) throws(KeyStoreError) -> (PrivateKey, JSONWebKey) {
        do throws(KeyDefect) {
            let privateKey = try maker.makeKey(for: algorithm)
            return (privateKey, try maker.publicKey(of: privateKey, for: algorithm))
        } catch { throw .key(error) }
    }

    /// When a key is made, and from when on it signs.
    private func times(beside schedule: KeySchedule, atOnce: Bool) -> (created: Timestamp, signsFrom: Timestamp) {
        let now = clock.now()
        if atOnce { return (now, now) }
        var signsFrom = schedule.active(at: now) == nil ? now : now.advanced(bySeconds: publishBeforeUse)
        // Where the clock was set back, keys are there that were not made before now: this one still signs after them.
        for record in schedule.records where record.created >= now && record.ended == nil {
            signsFrom = max(signsFrom, Timestamp(microseconds: record.signsFrom.microseconds &+ 1))
        }
        return (now, signsFrom)
    }
}

extension KeySchedule {
    /// Reads the schedule of a store's keys.
    init(of keys: any Ports.KeyStore) async throws(KeyStoreError) {
        do throws(StoreFailure) {
            self.init(try await keys.keys().map(\.record))
        } catch { throw .failed(error) }
    }
}
