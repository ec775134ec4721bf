/// Gives entries their places in the trail, each bound to all that came before by a hash.
///
/// The hash is SHA-256 over seven fields, each preceded by its length in bytes as four bytes, big-endian: the text
/// `steelcut-audit-1`; the number of the event and its time in microseconds since 1970, eight bytes each, big-endian, in
/// two's complement; actor, name and detail in UTF-8; the hash of the event before. So no two events have the same bytes.
public struct AuditChain: Sendable {
    /// The text that hashes begin with: what is hashed for another purpose is no event.
    public static let label = "steelcut-audit-1"

    let digest: any Ports.Digest

    /// Hashes with `digest`.
    public init(digest: any Ports.Digest) { self.digest = digest }

    /// What is to be appended, and how.
    public func record(_ entries: [AuditEntry]) -> AuditRecord { AuditRecord(entries: entries, chain: self) }

    /// The event that an entry becomes behind `head`.
    public func event(_ entry: AuditEntry, after head: AuditHead) -> AuditEvent {
        // 2^63 events are more than there will be.
        let sequence = head.sequence &+ 1
        return AuditEvent(
            sequence: sequence, time: entry.time, actor: entry.actor.description, name: entry.action.rawValue,
            detail: entry.detail, previousHash: head.hash,
            hash: hash(
                sequence: sequence, time: entry.time, actor: entry.actor.description, name: entry.action.rawValue,
                detail: entry.detail, previousHash: head.hash))
    }

    /// The hash that an event should have; `sequence`: in which place.
    func hash(of event: AuditEvent, sequence: Int64) -> [UInt8] {
        hash(
            sequence: sequence, time: event.time, actor: event.actor, name: event.name, detail: event.detail,
            previousHash: event.previousHash)
    }

    private func hash(
        sequence: Int64, time: Timestamp, actor: String, name: String, detail: String, previousHash: [UInt8]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(160 + detail.utf8.count)
        func append(_ field: some Collection<UInt8>) {
            bytes.append(contentsOf: Self.bigEndian(UInt32(truncatingIfNeeded: field.count)))
            bytes.append(contentsOf: field)
        }
        append(Self.label.utf8)
        append(Self.bigEndian(sequence))
        append(Self.bigEndian(time.microseconds))
        append(actor.utf8)
        append(name.utf8)
        append(detail.utf8)
        append(previousHash)
        return digest.sha256(bytes)
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}

/// Entries that are to be appended to the trail, and what gives them their places where the store does not do that itself.
public struct AuditRecord: Sendable {
    /// The entries, in their order.
    public let entries: [AuditEntry]
    let chain: AuditChain

    /// The events that the entries become behind `head`.
    public func events(after head: AuditHead) -> [AuditEvent] {
        var head = head
        return entries.map { entry in
            let event = chain.event(entry, after: head)
            head = event.head
            return event
        }
    }
}
