public import SteelcutDomain
import SteelcutOpenSSL

// The audit trail.
extension Administration {
    /// What was done and is not in the audit trail, or perhaps not, since this was asked last; a phrase each.
    public func takeUnrecordedActs() -> [String] { audit.takeUnrecorded() }

    /// Events in their order.
    ///
    /// - Parameters:
    ///   - time: Only those that are not earlier; `nil`: all.
    ///   - limit: Only so many of the last ones; `nil`: all.
    ///   - body: Takes a page of them at a time.
    public func forEachAuditPage(
        since time: Timestamp? = nil, last limit: Int? = nil, _ body: ([AuditEvent]) throws -> Void
    ) async throws {
        try await openStore()
        let head = try await audit.log.head()
        let start = max(0, limit.map { head.sequence - Int64($0) } ?? 0)
        try await forEachPage(after: start, upTo: head, since: time, body)
    }

    /// The whole trail for a check elsewhere: lines, the first of which holds its end and the public keys, retired ones too.
    public func exportAuditTrail(_ write: ([UInt8]) throws -> Void) async throws {
        try await openStore()
        let head = try await audit.log.head()
        try write(AuditExport(head: head, keys: try await auditKeys()).line(at: now))
        try await forEachPage(after: 0, upTo: head) { page in
            for event in page { try write(event.exportedLine) }
        }
    }

    private func forEachPage(
        after start: Int64, upTo head: AuditHead, since time: Timestamp? = nil, _ body: ([AuditEvent]) throws -> Void
    ) async throws {
        var place = start
        while true {
            let page = try await audit.log.page(after: place, upTo: head, since: time)
            guard let last = page.last else { return }
            try body(page)
            place = last.sequence
        }
    }

    /// Checks the trail in the store.
    ///
    /// - Parameters:
    ///   - keys: The only keys that seals may be of; `nil`: those of the keyring, and those that the trail carries.
    ///   - seals: Seals that were kept elsewhere.
    public func verifyAuditTrail(keys: [JSONWebKey]?, seals: [AuditSeal]) async throws -> AuditReport {
        try await openStore()
        let verify = VerifyAuditTrail(log: audit.log, chain: audit.chain, maker: OpenSSLVerifierMaker())
        let given: [JSONWebKey]
        if let keys { given = keys } else { given = try await auditKeys() }
        return try await verify(keys: given, believesTrail: keys == nil, seals: seals)
    }

    /// Signs the head of the trail with the active key.
    public func sealAuditTrail() async throws -> AuditSeal {
        try await openStore()
        do throws(SealAuditTrail.Failure) { return try await audit.seal() } catch { throw error.storeFailure }
    }

    /// The public keys of the keyring, retired ones too.
    private func auditKeys() async throws -> [JSONWebKey] {
        try await keySchedule().records.map(\.publicKey)
    }
}

/// A check of an exported audit trail, which needs no store.
public struct ExportedAuditTrail {
    private var check: AuditTrailCheck
    private let head: AuditHead

    /// Begins with the first line.
    ///
    /// - Parameters:
    ///   - export: What the first line says.
    ///   - keys: The only keys that seals may be of; `nil`: those that the export carries.
    /// - Throws: `OpenSSLFailure` where the library has no SHA-256.
    public init(_ export: AuditExport, keys: [JSONWebKey]?) throws {
        head = export.head
        check = AuditTrailCheck(
            chain: AuditChain(digest: try OpenSSLDigest()), maker: OpenSSLVerifierMaker(), keys: keys ?? export.keys,
            believesTrail: keys == nil)
    }

    /// Looks at the next line; `false` where it is no event.
    public mutating func take(_ line: [UInt8]) -> Bool {
        guard let event = AuditEvent(exportedLine: line) else { return false }
        check.take(event)
        return true
    }

    /// Ends the check.
    public mutating func finish(seals: [AuditSeal]) -> AuditReport {
        for seal in seals { check.take(seal) }
        return check.finish(at: head)
    }
}
