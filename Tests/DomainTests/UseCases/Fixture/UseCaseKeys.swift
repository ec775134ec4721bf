import SteelcutDomain
import Synchronization
import Testing

/// Keys in a dictionary, and a failure on request.
final class UseCaseKeyStore: Ports.KeyStore {
    private let stored = Mutex<[KeyID: SigningKey]>([:])
    private let failure: StoreFailure?
    /// What somebody else adds just before the next key is.
    private let interloper = Mutex<SigningKey?>(nil)

    init(failure: StoreFailure? = nil) { self.failure = failure }

    func letInterlope(_ key: SigningKey) { interloper.withLock { $0 = key } }

    func keys() async throws(StoreFailure) -> [SigningKey] {
        if let failure { throw failure }
        return stored.withLock { Array($0.values) }
    }

    func add(_ key: SigningKey, beside others: Set<KeyID>?) async throws(KeyStoreError) {
        let quicker = interloper.withLock { $0.take() }
        try stored.withLock { keys throws(KeyStoreError) in
            if let quicker { keys[quicker.record.keyID] = quicker }
            guard others.map({ $0 == Set(keys.keys) }) ?? true else { throw .changed }
            guard keys.updateValue(key, forKey: key.record.keyID) == nil else { throw .duplicate(key.record.keyID) }
        }
    }

    func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {
        let isKnown = stored.withLock { keys in
            guard let known = keys[id] else { return false }
            keys[id]?.record.ended = min(known.record.ended ?? time, time)
            return true
        }
        guard isKnown else { throw .unknownKey(id) }
    }
}

/// Keys whose public halves count up; they can't sign.
final class UseCaseKeyMaker: Ports.KeyMaker {
    private let count = Mutex<UInt8>(0)
    private let failure: KeyDefect?

    init(failure: KeyDefect? = nil) { self.failure = failure }

    func makeKey(for algorithm: SignatureAlgorithm) throws(KeyDefect) -> PrivateKey {
        if let failure { throw failure }
        return PrivateKey(
            encoded: [
                count.withLock {
                    $0 += 1
                    return $0
                }
            ])
    }

    func publicKey(of key: PrivateKey, for algorithm: SignatureAlgorithm) throws(KeyDefect) -> JSONWebKey {
        let number = key.withBytes { $0.first ?? 0 }
        return try JSONWebKey(
            .ed25519(x: [UInt8](repeating: number, count: 32)), for: algorithm, keyID: KeyID(parsing: "key-\(number)"))
    }

    func signer(for key: PrivateKey, algorithm: SignatureAlgorithm) throws(KeyDefect) -> any Ports.Signer {
        throw .library
    }
}

/// A schedule that is there, with a signer or without.
struct UseCaseSigningKeys: Ports.SigningKeys {
    var signer: (any Ports.Signer)?
    var records: [SigningKeyRecord]?

    func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer {
        guard let signer else { throw KeysUnavailable(retryAfter: 4) }
        return signer
    }

    func schedule() async throws(KeysUnavailable) -> KeySchedule {
        guard let records else { throw KeysUnavailable(retryAfter: 4) }
        return KeySchedule(records)
    }
}

/// A signature of two bytes, or none.
struct UseCaseSigner: Ports.Signer {
    let keyID: KeyID
    var algorithm: SignatureAlgorithm { .es256 }
    var fails = false

    func signature(for message: [UInt8]) async throws(SigningFailure) -> [UInt8] {
        if fails { throw SigningFailure(cause: "broken") }
        return [1, 2]
    }
}

/// A signer that no test may reach.
struct UseCaseUnexpectedKeys: Ports.SigningKeys {
    func activeSigner() async throws(KeysUnavailable) -> any Ports.Signer {
        Issue.record("nothing was to be signed")
        throw KeysUnavailable(retryAfter: 1)
    }

    func schedule() async throws(KeysUnavailable) -> KeySchedule {
        Issue.record("no schedule was to be read")
        throw KeysUnavailable(retryAfter: 1)
    }
}
