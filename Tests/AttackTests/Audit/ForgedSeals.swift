import SteelcutDomain
import SteelcutInMemory
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// A seal is by the key that it names, or it is none.
@Suite struct ForgedSeals {
    let fixture: AuditFixture

    init() throws { fixture = try AuditFixture() }

    private func events() async throws -> [AuditEvent] {
        try await fixture.store.events(after: 0, since: nil, limit: 100)
    }

    @Test func `a seal by a stranger's key is named, unless the trail is to be believed`() async throws {
        let stranger = try AuditFixture.key()
        try await fixture.append(1...3)
        try await fixture.seal(with: stranger)
        let events = try await events()
        #expect(fixture.check(events, upTo: nil).fault == .seal(4))
        // What the trail says of itself is said to be no more than that.
        let believed = fixture.check(events, upTo: nil, believesTrail: true)
        #expect(believed.fault == nil)
        #expect(believed.sealedThrough == 3)
        #expect(believed.sealedBy == stranger.record.keyID && !believed.isKeyGiven)
    }

    /// A seal's event with other contents, chained as it should be.
    private func report(on detail: [JSONMember]) async throws -> AuditReport {
        try await fixture.append(1...3)
        let entry = AuditEntry(at: fixture.clock.now(), by: .server, .trailSealed, detail)
        try await fixture.store.append(fixture.chain.record([entry]))
        return fixture.check(try await events(), upTo: nil, believesTrail: true)
    }

    @Test func `what is no seal is named`() async throws {
        for detail in [
            [], [JSONMember("seal", .null)], [JSONMember("seal", .string("a.b.c"))],
            [JSONMember("seal", .integer(1)), JSONMember("jwk", fixture.keys.record.publicKey.json)],
        ] {
            let fixture = try AuditFixture()
            try await fixture.append(1...3)
            let entry = AuditEntry(at: fixture.clock.now(), by: .server, .trailSealed, detail)
            try await fixture.store.append(fixture.chain.record([entry]))
            let events = try await fixture.store.events(after: 0, since: nil, limit: 100)
            #expect(fixture.check(events, upTo: nil, believesTrail: true).fault == .seal(4), "\(detail)")
        }
    }

    /// A JWS by the trail's key over what a test wants.
    private func jws(type: String, head: AuditHead) async throws -> String {
        let signer = fixture.keys.signer
        let header = #"{"typ":"\#(type)","alg":"ES256","kid":"\#(signer.keyID)"}"#
        let payload = #"{"seq":\#(head.sequence),"hash":"\#(Base64URL.string(head.hash))","iat":1}"#
        let input = CompactJWS.signingInput(header: Array(header.utf8), payload: Array(payload.utf8))
        return CompactJWS.compact(signingInput: input, signature: try await signer.signature(for: input))
    }

    @Test func `a JWS of another type by the right key is no seal`() async throws {
        let head = AuditHead(sequence: 3, hash: [UInt8](repeating: 0, count: 32))
        let token = try await jws(type: "at+jwt", head: head)
        #expect(throws: TokenDefect.type) { try AuditSeal(parsing: token) }
        let report = try await report(on: [JSONMember("seal", .string(token))])
        #expect(report.fault == .seal(4))
    }

    @Test(arguments: [0, -1, 4, 5, Int64.max])
    func `a seal of an event that was not there yet is named`(_ sequence: Int64) async throws {
        let head = AuditHead(sequence: sequence, hash: [UInt8](repeating: 0, count: 32))
        let seal = try await jws(type: AuditSeal.type, head: head)
        let report = try await report(on: [JSONMember("seal", .string(seal))])
        #expect(report.fault == .seal(4))
    }

    @Test func `a seal of other events by the right key is named`() async throws {
        let seal = try await jws(
            type: AuditSeal.type, head: AuditHead(sequence: 2, hash: [UInt8](repeating: 0, count: 32)))
        let report = try await report(on: [JSONMember("seal", .string(seal))])
        #expect(report.fault == .rewritten(from: 1, through: 2))
    }

    @Test func `a key under somebody else's name is not believed`() async throws {
        let stranger = try AuditFixture.key()
        try await fixture.append(1...3)
        let seal = try await fixture.seal(with: stranger)
        let (ours, theirs) = (fixture.keys.record.publicKey, stranger.record.publicKey)
        let renamed = try JSONWebKey(theirs.material, for: .es256, keyID: ours.keyID)
        #expect(renamed.keyID == ours.keyID)
        // The stranger signs, says that it is our key, and brings the key that proves it.
        let header = #"{"typ":"audit-head+jwt","alg":"ES256","kid":"\#(fixture.keys.record.keyID)"}"#
        let payload = #"{"seq":3,"hash":"\#(Base64URL.string(seal.head.hash))","iat":1}"#
        let input = CompactJWS.signingInput(header: Array(header.utf8), payload: Array(payload.utf8))
        let forged = CompactJWS.compact(
            signingInput: input, signature: try await stranger.signer.signature(for: input))
        let events = try await events().prefix(3)
        let entry = AuditEntry(
            at: fixture.clock.now(), by: .server, .trailSealed,
            [JSONMember("seal", .string(forged)), JSONMember("jwk", renamed.json)])
        let event = fixture.chain.event(entry, after: try #require(events.last).head)
        for given in [[], [ours]] {
            let report = fixture.check(events + [event], upTo: nil, keys: given, believesTrail: true)
            #expect(report.fault == .seal(4))
        }
    }

    @Test func `a seal by a key that was ended in an emergency is named, and those from before hold`() async throws {
        let next = try AuditFixture.key()
        try await fixture.append(1...3)
        try await fixture.seal()
        let entry = AuditEntry(
            at: fixture.clock.now(), by: .server, .keysReplaced,
            [JSONMember("ended", .array([.string(fixture.keys.record.keyID.description)]))])
        try await fixture.store.append(fixture.chain.record([entry]))
        try await fixture.seal(with: next)
        let both = [fixture.keys.record.publicKey, next.record.publicKey]
        #expect(fixture.check(try await events(), upTo: nil, keys: both).fault == nil)
        try await fixture.seal(with: fixture.keys)
        #expect(fixture.check(try await events(), upTo: nil, keys: both).fault == .seal(7))
    }

    @Test func `a seal is no access token`() async throws {
        try await fixture.append(1...1)
        let seal = try await fixture.seal()
        let verifiers = OneVerifier(key: try OpenSSLVerifierMaker().verifier(for: fixture.keys.record.publicKey))
        let verify = VerifyAccessToken(keys: verifiers, clock: fixture.clock, ownTokensOf: nil)
        await #expect(throws: BearerError.invalidToken(.type)) { try await verify(Array(seal.compact.utf8)) }
    }

    private struct OneVerifier: Ports.VerifierSource {
        let key: any Ports.SignatureVerifier
        func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] { [key] }
    }
}
