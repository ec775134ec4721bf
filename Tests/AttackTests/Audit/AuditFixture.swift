import SteelcutDomain
import SteelcutInMemory
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// A trail of ten events and seals, and somebody who may write whatever they like.
struct AuditFixture {
    let store = InMemoryStore()
    let chain: AuditChain
    let keys: OneKey
    let digest: OpenSSLDigest
    let clock = ManualClock()

    init() throws {
        digest = try OpenSSLDigest()
        chain = AuditChain(digest: digest)
        keys = try Self.key()
    }

    /// A key that signs now.
    static func key() throws -> OneKey {
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let privateKey = try maker.makeKey(for: .es256)
        let moment = Timestamp(seconds: 0)
        return OneKey(
            signer: try maker.signer(for: privateKey, algorithm: .es256),
            record: try #require(
                SigningKeyRecord(
                    publicKey: try maker.publicKey(of: privateKey, for: .es256), created: moment, signsFrom: moment)))
    }

    func entry(_ number: Int) -> AuditEntry {
        AuditEntry(at: clock.now(), by: .server, .clientUpdated, [JSONMember("number", .integer(number))])
    }

    func append(_ numbers: ClosedRange<Int>) async throws {
        try await store.append(chain.record(numbers.map(entry)))
    }

    @discardableResult
    func seal(with keys: OneKey? = nil) async throws -> AuditSeal {
        try await SealAuditTrail(log: store, keys: keys ?? self.keys, chain: chain, clock: clock)(by: .server)
    }

    /// Ten events; those at 4 and 8 are seals of what is before them.
    func trail() async throws -> [AuditEvent] {
        try await append(1...3)
        try await seal()
        try await append(5...7)
        try await seal()
        try await append(9...10)
        return try await store.events(after: 0, since: nil, limit: 100)
    }

    /// Checks a trail that was had from somewhere.
    func check(
        _ events: [AuditEvent], upTo head: AuditHead?, keys given: [JSONWebKey]? = nil, believesTrail: Bool = false,
        seals: [AuditSeal] = []
    ) -> AuditReport {
        var check = AuditTrailCheck(
            chain: chain, maker: OpenSSLVerifierMaker(), keys: given ?? [keys.record.publicKey],
            believesTrail: believesTrail)
        for event in events { check.take(event) }
        for seal in seals { check.take(seal) }
        return check.finish(at: head)
    }
}

extension AuditEvent {
    /// The event with something else in it; the hash stays unless it is given.
    func with(
        sequence: Int64? = nil, time: Timestamp? = nil, actor: String? = nil, name: String? = nil,
        detail: String? = nil, previousHash: [UInt8]? = nil, hash: [UInt8]? = nil
    ) -> AuditEvent {
        AuditEvent(
            sequence: sequence ?? self.sequence, time: time ?? self.time, actor: actor ?? self.actor,
            name: name ?? self.name, detail: detail ?? self.detail, previousHash: previousHash ?? self.previousHash,
            hash: hash ?? self.hash)
    }
}
