public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.AuditLog {
    /// Appends entries under the lock.
    public func append(_ record: AuditRecord) async throws(StoreFailure) {
        contents.withLock { $0.append(record) }
    }

    /// Events in their order, those behind the number `sequence` only and not earlier than `time`.
    public func events(
        after sequence: Int64, since time: Timestamp?, limit: Int
    ) async throws(StoreFailure) -> [AuditEvent] {
        contents.withLock { contents in
            Array(
                contents.auditEvents.lazy.filter { event in
                    event.sequence > sequence && time.map { $0 <= event.time } ?? true
                }.prefix(max(0, limit)))
        }
    }

    /// The last event's number and hash.
    public func head() async throws(StoreFailure) -> AuditHead { contents.withLock { $0.auditHead } }
}

extension InMemoryStore.Contents {
    var auditHead: AuditHead { auditEvents.last?.head ?? .origin }

    mutating func append(_ record: AuditRecord) { auditEvents += record.events(after: auditHead) }
}
