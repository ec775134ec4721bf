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
        try await add(algorithm, beside: KeySchedule(of: keys))
    }

    func add(
        _ algorithm: SignatureAlgorithm, beside schedule: KeySchedule
    ) async throws(KeyStoreError) -> SigningKeyRecord {
        let now = clock.now()
        var signsFrom = schedule.active(at: now) == nil ? now : now.advanced(bySeconds: publishBeforeUse)
        // Where the clock was set back, keys are there that were not made before now: this one still signs after them.
        for record in schedule.records where record.created >= now && record.ended == nil {
            signsFrom = max(signsFrom, Timestamp(microseconds: record.signsFrom.microseconds &+ 1))
        }
        let privateKey: PrivateKey
        let publicKey: JSONWebKey
        do throws(KeyDefect) {
            privateKey = try maker.makeKey(for: algorithm)
            publicKey = try maker.publicKey(of: privateKey, for: algorithm)
        } catch { throw .key(error) }
        guard let record = SigningKeyRecord(publicKey: publicKey, created: now, signsFrom: signsFrom) else {
            throw .key(.malformed)
        }
        try await keys.add(SigningKey(record: record, privateKey: privateKey))
        return record
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
