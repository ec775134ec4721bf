public import SteelcutDomain
import Synchronization

/// Somebody's public keys, ready to check signatures, as one immutable snapshot.
public final class VerifierSnapshot: Ports.VerifierSource {
    private struct Snapshot: Sendable {
        var version = 0
        var keys: [JSONWebKey: any Ports.SignatureVerifier] = [:]
        var all: [any Ports.SignatureVerifier] = []
        var named: [KeyID: [any Ports.SignatureVerifier]] = [:]
    }

    private let maker: any Ports.VerifierMaker
    private let retryAfter: Int
    private let snapshot = Mutex(Snapshot())

    /// Begins without keys.
    ///
    /// - Parameters:
    ///   - maker: Parses the keys.
    ///   - retryAfter: After how many seconds asking again may help while there are none.
    public init(maker: any Ports.VerifierMaker, retryAfter: Int = 1) {
        self.maker = maker
        self.retryAfter = retryAfter
    }

    /// Takes a set in the place of the one from before.
    ///
    /// Keys that can't be used are left out; those that are known already are not parsed again. A set of which nothing
    /// is left means what it says: no key is trusted.
    ///
    /// - Returns: How many keys of the set are usable.
    @discardableResult
    public func replace(with set: JSONWebKeySet) -> Int { put(parsed(set)) }

    /// Takes a set in the place of the one from before, unless none of its keys can be used.
    ///
    /// - Returns: Whether it was taken.
    public func adopt(_ set: JSONWebKeySet) -> Bool {
        let next = parsed(set)
        return !next.all.isEmpty && put(next) > 0
    }

    private func parsed(_ set: JSONWebKeySet) -> Snapshot {
        let last = snapshot.withLock { $0.keys }
        var next = Snapshot()
        for key in set.keys where next.keys[key] == nil {
            guard let verifier = last[key] ?? (try? maker.verifier(for: key)) else { continue }
            next.keys[key] = verifier
            next.all.append(verifier)
            if let keyID = key.keyID { next.named[keyID, default: []].append(verifier) }
        }
        return next
    }

    private func put(_ next: Snapshot) -> Int {
        snapshot.withLock { snapshot in
            let isSame =
                snapshot.keys.count == next.keys.count && next.keys.keys.allSatisfy { snapshot.keys[$0] != nil }
            let version = snapshot.version + (isSame ? 0 : 1)
            snapshot = next
            snapshot.version = version
        }
        return next.all.count
    }

    /// The key of that name, or none; all of them where no name is given.
    ///
    /// - Throws: `KeysUnavailable` while there are no usable keys.
    public func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        let snapshot = snapshot.withLock { $0 }
        guard !snapshot.all.isEmpty else { throw KeysUnavailable(retryAfter: retryAfter) }
        guard let keyID else { return snapshot.all }
        return snapshot.named[keyID] ?? []
    }

    /// How often the keys have become others.
    public var version: Int? { snapshot.withLock { $0.version } }

    /// Whether there is a key of that name: where there is none, the issuer may have published one since.
    public func hasKey(named keyID: KeyID) -> Bool { snapshot.withLock { $0.named[keyID] != nil } }
}
