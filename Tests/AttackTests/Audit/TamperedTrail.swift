import SteelcutDomain
import SteelcutInMemory
import Testing

/// Whoever can write to the store, or to an export, can't change what was without being found out.
@Suite struct TamperedTrail {
    let fixture: AuditFixture

    init() throws { fixture = try AuditFixture() }

    @Test func `what nobody has touched is in order, and the end of it unsealed`() async throws {
        let events = try await fixture.trail()
        let report = fixture.check(events, upTo: events.last?.head)
        #expect(report.fault == nil)
        #expect(report.events == 10)
        #expect(report.sealedThrough == 7)
        #expect(report.unsealed == 3)
        #expect(report.sealedBy == fixture.keys.record.keyID)
        #expect(report.isKeyGiven)
    }

    @Test func `an empty trail is in order, and one without seals is unsealed`() async throws {
        #expect(fixture.check([], upTo: .origin) == fixture.check([], upTo: nil))
        #expect(fixture.check([], upTo: .origin).fault == nil)
        try await fixture.append(1...4)
        let events = try await fixture.store.events(after: 0, since: nil, limit: 100)
        let report = fixture.check(events, upTo: events.last?.head)
        #expect(report.fault == nil)
        #expect(report.sealedThrough == 0 && report.unsealed == 4 && report.sealedBy == nil)
    }

    /// One field of event 6 is another.
    enum Field: CaseIterable { case time, actor, name, detail, previousHash, hash }

    @Test(arguments: Field.allCases)
    func `an altered event is named`(_ field: Field) async throws {
        var events = try await fixture.trail()
        let event = events[5]
        events[5] =
            switch field {
            case .time: event.with(time: Timestamp(microseconds: event.time.microseconds + 1))
            case .actor: event.with(actor: "user:somebody(1)")
            case .name: event.with(name: "client.removed")
            case .detail: event.with(detail: event.detail + " ")
            case .previousHash: event.with(previousHash: events[3].hash)
            case .hash: event.with(hash: events[3].hash)
            }
        #expect(fixture.check(events, upTo: events.last?.head).fault == .altered(6))
    }

    @Test func `where one field ends and the next begins can't be moved`() async throws {
        var events = try await fixture.trail()
        let event = events[0]
        events[0] = event.with(actor: "serverc", name: String(event.name.dropFirst()))
        #expect(fixture.check(events, upTo: events.last?.head).fault == .altered(1))
    }

    @Test(arguments: 0..<10)
    func `a removed event is named`(_ place: Int) async throws {
        var events = try await fixture.trail()
        let head = events.last?.head
        events.remove(at: place)
        #expect(fixture.check(events, upTo: head).fault == .removed(Int64(place + 1)))
    }

    @Test(arguments: 0..<9)
    func `so it is where those behind it were given new numbers`(_ place: Int) async throws {
        var events = try await fixture.trail()
        let head = events.last?.head
        events.remove(at: place)
        events = events.enumerated().map { $1.with(sequence: Int64($0 + 1)) }
        #expect(fixture.check(events, upTo: head).fault == .removed(Int64(place + 1)))
    }

    @Test(arguments: [1, 2, 5])
    func `several that were removed are named by the first`(_ count: Int) async throws {
        var events = try await fixture.trail()
        events.removeSubrange(2..<2 + count)
        #expect(fixture.check(events, upTo: nil).fault == .removed(3))
        events = events.enumerated().map { $1.with(sequence: Int64($0 + 1)) }
        #expect(fixture.check(events, upTo: nil).fault == .removed(3))
    }

    /// An event of an attacker's, whole in itself, in the place of number 5.
    private func insert(into events: inout [AuditEvent]) {
        events.insert(fixture.chain.event(fixture.entry(666), after: events[3].head), at: 4)
    }

    @Test func `an inserted event is named`() async throws {
        var events = try await fixture.trail()
        insert(into: &events)
        #expect(fixture.check(events, upTo: nil).fault == .inserted(5))
        events = events.enumerated().map { $1.with(sequence: Int64($0 + 1)) }
        #expect(fixture.check(events, upTo: nil).fault == .inserted(5))
    }

    @Test func `an event that stands twice is named`() async throws {
        var events = try await fixture.trail()
        events.insert(events[2], at: 6)
        #expect(fixture.check(events, upTo: nil).fault == .inserted(3))
    }

    @Test func `events in another order are named by the first that is not in its place`() async throws {
        var events = try await fixture.trail()
        events.swapAt(4, 6)
        #expect(fixture.check(events, upTo: nil).fault == .moved(5))
    }

    @Test func `an event that was made anew is named by what follows it`() async throws {
        var events = try await fixture.trail()
        events[8] = fixture.chain.event(fixture.entry(666), after: events[7].head)
        #expect(fixture.check(events, upTo: nil).fault == .altered(9))
    }

    @Test func `a trail that ends before its head was cut off`() async throws {
        let events = try await fixture.trail()
        #expect(fixture.check(Array(events.dropLast(2)), upTo: events.last?.head).fault == .removed(9))
        #expect(fixture.check(events, upTo: events[6].head).fault == .inserted(8))
        #expect(fixture.check([], upTo: events.last?.head).fault == .removed(1))
        #expect(fixture.check(events, upTo: AuditHead(sequence: 10, hash: events[0].hash)).fault == .altered(10))
    }
}
