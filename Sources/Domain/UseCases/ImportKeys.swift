/// Takes over the signing keys of another keyring, with their times.
public struct ImportKeys: Sendable {
    let keys: any Ports.KeyStore

    /// Composes the use case over the keyring that is to have them.
    public init(keys: any Ports.KeyStore) { self.keys = keys }

    /// Adds the keys that are not there yet; what is there is left as it is, so that it can be done again.
    ///
    /// - Returns: The keys that came in here, in the order in which they sign.
    /// - Throws: `KeyStoreError`.
    public func callAsFunction(from source: any Ports.KeyStore) async throws(KeyStoreError) -> [SigningKeyRecord] {
        let offered: [SigningKey]
        do throws(StoreFailure) { offered = try await source.keys() } catch { throw .failed(error) }
        let there = Set(try await KeySchedule(of: keys).records.map(\.keyID))
        var taken: [SigningKeyRecord] = []
        for key in offered where !there.contains(key.record.keyID) {
            do throws(KeyStoreError) {
                try await keys.add(key)
                taken.append(key.record)
            } catch {
                // Somebody else imports the same at the same time.
                guard case .duplicate = error else { throw error }
            }
        }
        return KeySchedule(taken).records
    }
}
