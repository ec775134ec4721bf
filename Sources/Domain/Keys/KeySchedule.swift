/// Reads the state of signing keys off their times.
///
/// Nothing is switched at a moment, so no two nodes can disagree.
///
/// Exactly one key signs: the one whose time to sign came last. A key that another has followed stays published until
/// the longest-lived token that it can have signed has ended, plus leeway on both sides.
public struct KeySchedule: Sendable {
    /// How long a key verifies after it has ceased to sign, in seconds.
    public static let verifiesAfter = TokenLifetime.longest + 2 * Leeway.seconds

    /// All keys, in the order in which they sign.
    public let records: [SigningKeyRecord]

    /// Orders the keys.
    public init(_ records: [SigningKeyRecord]) {
        self.records = records.sorted { left, right in
            (left.signsFrom, left.created, left.keyID) < (right.signsFrom, right.created, right.keyID)
        }
    }

    /// The key that signs at `time`; `nil` where none does.
    public func active(at time: Timestamp) -> SigningKeyRecord? {
        records.last { $0.signsFrom <= time && !Self.isEnded($0, at: time) }
    }

    /// The state of a key at `time`.
    public func state(of record: SigningKeyRecord, at time: Timestamp) -> SigningKeyState {
        if Self.isEnded(record, at: time) { return .retired }
        if record.signsFrom > time { return .pending }
        return active(at: time)?.keyID == record.keyID ? .active : .retired
    }

    /// When a key ceases to sign: when the next one begins; `nil` while none follows.
    public func stopsSigning(_ record: SigningKeyRecord) -> Timestamp? {
        guard let index = records.firstIndex(where: { $0.keyID == record.keyID }) else { return record.ended }
        let next = records[(index + 1)...].first { !Self.neverSigns($0) }?.signsFrom
        return [next, record.ended].compactMap(\.self).min()
    }

    /// When a key leaves the key set; `nil` while none follows it.
    public func verifiesUntil(_ record: SigningKeyRecord) -> Timestamp? {
        if let ended = record.ended { return ended }
        return stopsSigning(record)?.advanced(bySeconds: Self.verifiesAfter)
    }

    /// The keys of the key set at `time`: pending, active, and retired ones whose tokens may still live.
    public func published(at time: Timestamp) -> [SigningKeyRecord] {
        records.filter { record in
            !Self.isEnded(record, at: time) && (verifiesUntil(record).map { time < $0 } ?? true)
        }
    }

    private static func isEnded(_ record: SigningKeyRecord, at time: Timestamp) -> Bool {
        record.ended.map { $0 <= time } ?? false
    }

    private static func neverSigns(_ record: SigningKeyRecord) -> Bool {
        record.ended.map { $0 <= record.signsFrom } ?? false
    }
}
