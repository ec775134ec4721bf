/// Checks the audit trail that a store holds.
public struct VerifyAuditTrail: Sendable {
    /// How many events are asked for at a time.
    public static let page = 500

    let log: any Ports.AuditLog
    let chain: AuditChain
    let maker: any Ports.VerifierMaker

    /// Composes the use case.
    public init(log: any Ports.AuditLog, chain: AuditChain, maker: any Ports.VerifierMaker) {
        self.log = log
        self.chain = chain
        self.maker = maker
    }

    /// Goes through the trail as far as it reaches when this begins.
    ///
    /// - Parameters:
    ///   - keys: The public keys that seals may be signed with.
    ///   - believesTrail: Whether keys that the trail itself carries will do as well.
    ///   - seals: Seals that were kept elsewhere.
    /// - Throws: `StoreFailure`.
    public func callAsFunction(
        keys: [JSONWebKey], believesTrail: Bool, seals: [AuditSeal] = []
    ) async throws(StoreFailure) -> AuditReport {
        var check = AuditTrailCheck(chain: chain, maker: maker, keys: keys, believesTrail: believesTrail)
        let head = try await log.head()
        var place: Int64 = 0
        while true {
            let events = try await log.page(after: place, upTo: head)
            guard let last = events.last else { break }
            events.forEach { check.take($0) }
            place = last.sequence
        }
        for seal in seals { check.take(seal) }
        return check.finish(at: head)
    }
}

extension Ports.AuditLog {
    /// The page of events behind the number `sequence` that were there when the trail ended at `head`; an empty one is the
    /// last.
    public func page(
        after sequence: Int64, upTo head: AuditHead, since time: Timestamp? = nil
    ) async throws(StoreFailure) -> [AuditEvent] {
        guard sequence < head.sequence else { return [] }
        return try await events(after: sequence, since: time, limit: VerifyAuditTrail.page)
            .filter { $0.sequence <= head.sequence }
    }
}
