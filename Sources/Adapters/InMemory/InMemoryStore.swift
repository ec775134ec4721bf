public import SteelcutDomain
import Synchronization

/// Clients and signing keys in this process's memory, gone with it.
///
/// It keeps every promise of its ports, durability aside: for tests, and for programs whose clients are fixed.
public final class InMemoryStore: Sendable {
    struct Contents {
        var clients: [ClientID: Client] = [:]
        /// What was noted of each client's secrets, by their IDs.
        var usage: [ClientID: [String: SecretUsage]] = [:]
        var keys: [KeyID: SigningKey] = [:]
        /// By the counter that each moved.
        var revocations: [(counter: Int64, revocation: Revocation)] = []
        var revocationCounter: Int64 = 0
        var auditEvents: [AuditEvent] = []
        var changes: Int64 = 0
    }

    let contents = Mutex(Contents())
    /// The key of the draw of decoys.
    let decoyKey = (0..<32).map { _ in UInt8.random(in: 0...255) }

    /// Makes an empty store.
    public init() {}
}

extension InMemoryStore: Ports.ChangeCounter {
    /// How many changes were made so far.
    public func changeCount() async throws(StoreFailure) -> Int64 { contents.withLock { $0.changes } }
}
