/// Goes through an audit trail event by event, and finds the first that was altered, removed or inserted.
///
/// It needs no store. Of each event it remembers the hash, 32 bytes.
public struct AuditTrailCheck: Sendable {
    private let chain: AuditChain
    private let maker: any Ports.VerifierMaker
    private let given: [KeyID: any Ports.SignatureVerifier]
    /// Whether the keys that the trail names are believed beside those that were given.
    private let believesTrail: Bool

    /// The keys of seals that held.
    private var learned: [KeyID: any Ports.SignatureVerifier] = [:]
    /// The keys that were ended in an emergency: whoever has one of them is not to be believed any more.
    private var ended: Set<KeyID> = []
    private var hashes: [UInt8] = []
    private var count: Int64 = 0
    private var last = AuditHead.origin
    private var sealed: AuditSeal?
    private var fault: AuditFault?

    /// Begins in front of the first event.
    ///
    /// - Parameters:
    ///   - chain: Makes the hashes.
    ///   - maker: Makes verifiers.
    ///   - keys: The public keys that seals may be signed with.
    ///   - believesTrail: Whether a seal may also be of a key that the trail itself carries: then a trail that somebody has
    ///     made anew from end to end, with a key of their own, is in order as well.
    public init(chain: AuditChain, maker: any Ports.VerifierMaker, keys: [JSONWebKey], believesTrail: Bool) {
        self.chain = chain
        self.maker = maker
        self.believesTrail = believesTrail
        var given: [KeyID: any Ports.SignatureVerifier] = [:]
        for key in keys {
            if let id = key.keyID, let verifier = try? maker.verifier(for: key) { given[id] = verifier }
        }
        self.given = given
    }

    /// Looks at the next event.
    public mutating func take(_ event: AuditEvent) {
        if let fault {
            // What is missing in its place and comes later was moved.
            if case .removed(let number) = fault, event.sequence == number { self.fault = .moved(number) }
            return
        }
        fault = defect(of: event)
        guard fault == nil else { return }
        hashes += event.hash
        count += 1
        last = event.head
        switch AuditAction(rawValue: event.name) {
        case .trailSealed: fault = takeSeal(of: event)
        case .keysReplaced: noteEndedKeys(of: event)
        default: break
        }
    }

    /// Looks at a seal that was kept elsewhere; to be called behind the last event.
    public mutating func take(_ seal: AuditSeal) {
        guard fault == nil else { return }
        guard let key = verifier(seal.keyID, of: nil), seal.isSigned(by: key) else {
            fault = .seal(seal.head.sequence)
            return
        }
        fault = compare(seal)
    }

    /// Ends the check.
    ///
    /// - Parameter head: Where the trail should end; `nil`: nobody knows.
    public mutating func finish(at head: AuditHead?) -> AuditReport {
        if let head, fault == nil {
            if head.sequence > count {
                fault = .removed(count + 1)
            } else if head.sequence < count {
                fault = .inserted(head.sequence + 1)
            } else if head.hash != last.hash {
                fault = .altered(max(1, count))
            }
        }
        return AuditReport(
            events: count, sealedThrough: sealed?.head.sequence ?? 0, sealedBy: sealed?.keyID,
            isKeyGiven: sealed.map { given[$0.keyID] != nil } ?? false, fault: fault)
    }

    /// What is wrong with the next event, as far as its number and the hashes tell.
    private func defect(of event: AuditEvent) -> AuditFault? {
        let expected = count + 1
        guard event.sequence == expected else {
            return event.sequence > expected ? .removed(expected) : .inserted(event.sequence)
        }
        guard event.hash.count == 32, chain.hash(of: event, sequence: expected) == event.hash else {
            return whyHashDiffers(event)
        }
        guard event.previousHash == last.hash else {
            // It is whole, and follows another event than the one before: that is not what it was.
            return .altered(max(1, expected - 1))
        }
        return nil
    }

    /// An event whose hash is that of another place was given a new number, to hide what is missing or too much.
    private func whyHashDiffers(_ event: AuditEvent) -> AuditFault {
        let expected = event.sequence
        for distance in Int64(1)...1000 {
            if chain.hash(of: event, sequence: expected &+ distance) == event.hash { return .removed(expected) }
            if distance < expected, chain.hash(of: event, sequence: expected - distance) == event.hash {
                return .inserted(expected - distance)
            }
        }
        return .altered(expected)
    }

    private mutating func noteEndedKeys(of event: AuditEvent) {
        let keys = (try? JSONReader.read(Array(event.detail.utf8)))?["ended"]?.array ?? []
        ended.formUnion(keys.compactMap { $0.string.flatMap(KeyID.init(parsing:)) })
    }

    private mutating func takeSeal(of event: AuditEvent) -> AuditFault? {
        guard let detail = try? JSONReader.read(Array(event.detail.utf8)), let text = detail["seal"]?.string,
            let seal = try? AuditSeal(parsing: text), let key = verifier(seal.keyID, of: detail["jwk"]),
            seal.head.sequence < event.sequence, !ended.contains(seal.keyID), seal.isSigned(by: key)
        else { return .seal(event.sequence) }
        learned[seal.keyID] = key
        return compare(seal)
    }

    /// Holds the events up to here against what was signed.
    private mutating func compare(_ seal: AuditSeal) -> AuditFault? {
        let signed = seal.head
        guard signed.sequence <= count else { return .removed(count + 1) }
        let start = Int(signed.sequence - 1) * 32
        let from = (sealed?.head.sequence ?? 0) + 1
        guard hashes[start..<start + 32].elementsEqual(signed.hash) else {
            return .rewritten(from: min(from, signed.sequence), through: signed.sequence)
        }
        if from <= signed.sequence { sealed = seal }
        return nil
    }

    /// The key of this name: a given one, or the one that the trail carries, if that is what its name says.
    private func verifier(_ id: KeyID, of json: JSONValue?) -> (any Ports.SignatureVerifier)? {
        if let known = given[id] ?? learned[id] { return known }
        guard believesTrail, let json, let key = try? JSONWebKey(parsing: json), key.keyID == id,
            JSONWebKey.thumbprint(of: key.material, digest: chain.digest) == id
        else { return nil }
        return try? maker.verifier(for: key)
    }
}
