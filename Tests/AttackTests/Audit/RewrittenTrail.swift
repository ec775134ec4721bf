import SteelcutDomain
import SteelcutInMemory
import SteelcutOpenSSL
import Testing

/// Who changes an event and makes all hashes behind it anew meets the signatures.
@Suite struct RewrittenTrail {
    let fixture: AuditFixture

    init() throws { fixture = try AuditFixture() }

    /// The trail with another event in a place, everything behind it chained anew.
    private func rewritten(_ events: [AuditEvent], at place: Int) -> [AuditEvent] {
        var head = place == 0 ? AuditHead.origin : events[place - 1].head
        return events[..<place]
            + events[place...].map { event in
                let isIt = event.sequence == Int64(place + 1)
                let next = event.with(
                    detail: isIt ? #"{"number":666}"# : event.detail, previousHash: head.hash)
                let whole = next.with(hash: hash(of: next))
                head = whole.head
                return whole
            }
    }

    /// The hash of an event, put together here as it is documented.
    private func hash(of event: AuditEvent) -> [UInt8] {
        func bytes(_ number: Int64, _ count: Int) -> [UInt8] {
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> Int64($0 * 8)) }
        }
        let fields: [[UInt8]] = [
            Array("steelcut-audit-1".utf8), bytes(event.sequence, 8), bytes(event.time.microseconds, 8),
            Array(event.actor.utf8), Array(event.name.utf8), Array(event.detail.utf8), event.previousHash,
        ]
        return fixture.digest.sha256(fields.flatMap { bytes(Int64($0.count), 4) + $0 })
    }

    @Test func `hashes are made as documented`() async throws {
        for event in try await fixture.trail() { #expect(hash(of: event) == event.hash) }
    }

    @Test(arguments: [(0, 1, 3), (1, 1, 3), (2, 1, 3), (4, 4, 7), (6, 4, 7)])
    func `the first seal that does not fit says between which events it was`(
        place: Int, first: Int64, last: Int64
    ) async throws {
        let events = rewritten(try await fixture.trail(), at: place)
        #expect(fixture.check(events, upTo: events.last?.head).fault == .rewritten(from: first, through: last))
    }

    @Test func `behind the last seal nobody can tell, which is why it is called unsealed`() async throws {
        let events = rewritten(try await fixture.trail(), at: 8)
        let report = fixture.check(events, upTo: events.last?.head)
        #expect(report.fault == nil)
        #expect(report.sealedThrough == 7 && report.unsealed == 3)
    }

    @Test func `a seal that was kept elsewhere finds a trail that was cut off, or rewritten, with its own seals gone`()
        async throws
    {
        let events = try await fixture.trail()
        let seal = try await fixture.seal()
        #expect(seal.head == events.last?.head)
        let cut = Array(events[..<3])
        #expect(fixture.check(cut, upTo: cut.last?.head).fault == nil)
        #expect(fixture.check(cut, upTo: cut.last?.head, seals: [seal]).fault == .removed(4))
        let other = rewritten(events, at: 8)
        #expect(
            fixture.check(other, upTo: other.last?.head, seals: [seal]).fault == .rewritten(from: 8, through: 10))
        let report = fixture.check(events, upTo: events.last?.head, seals: [seal])
        #expect(report.fault == nil)
        #expect(report.sealedThrough == 10 && report.unsealed == 0)
    }
}
