public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.KeyStore {
    /// All keys, ended ones too, in no order.
    public func keys() async throws(StoreFailure) -> [SigningKey] { contents.withLock { Array($0.keys.values) } }

    /// Adds a key under the lock, if `others` are the keys that there are, or it is `nil`.
    public func add(_ key: SigningKey, beside others: Set<KeyID>?) async throws(KeyStoreError) {
        try contents.withLock { contents throws(KeyStoreError) in
            let id = key.record.keyID
            guard contents.keys[id] == nil else { throw .duplicate(id) }
            if let others, others != Set(contents.keys.keys) { throw .changed }
            contents.keys[id] = key
            contents.changes += 1
        }
    }

    /// Notes that a key was ended at `time`; one that was ended before keeps the earlier moment.
    public func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {
        try contents.withLock { contents throws(KeyStoreError) in
            guard let key = contents.keys[id] else { throw .unknownKey(id) }
            if let ended = key.record.ended, ended <= time { return }
            contents.keys[id]?.record.ended = time
            contents.changes += 1
        }
    }
}
