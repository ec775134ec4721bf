public import SteelcutDomain

/// An audit trail and what stands beside it in the store.
public struct AuditedStore: Sendable {
    let log: any Ports.AuditLog
    /// Another way to the same trail, such as another node's.
    let elsewhere: any Ports.AuditLog
    let revocations: any Ports.RevocationStore
    let counter: any Ports.ChangeCounter
    let chain: AuditChain

    /// Puts a subject together.
    public init(
        log: any Ports.AuditLog, elsewhere: any Ports.AuditLog, revocations: any Ports.RevocationStore,
        counter: any Ports.ChangeCounter, digest: any Ports.Digest
    ) {
        self.log = log
        self.elsewhere = elsewhere
        self.revocations = revocations
        self.counter = counter
        chain = AuditChain(digest: digest)
    }
}

extension Promise where Subject == AuditedStore {
    /// All that a store promises which keeps an audit trail.
    public static var all: [Self] { appending + reading + revoking }

    static var appending: [Self] {
        [
            Self("an empty trail has no events, and its head is the origin") { store in
                try expect(try await store.log.head() == .origin, "the head")
                try expect(try await store.trail().isEmpty, "there are no events")
                try await store.log.append(store.chain.record([]))
                try expect(try await store.log.head() == .origin, "nothing appended is nothing")
            },
            Self("events get numbers without gaps and hashes as the chain makes them, whatever is in them") { store in
                var head = AuditHead.origin
                for entry in AuditSamples.entries {
                    try await store.log.append(store.chain.record([entry]))
                    let expected = store.chain.event(entry, after: head)
                    let found = try await store.log.events(after: head.sequence, since: nil, limit: 10)
                    try expect(found == [expected], "\(found) is not \(expected)")
                    head = expected.head
                    try expect(try await store.elsewhere.head() == head, "the head is the last event's")
                }
            },
            Self("of what is appended at once by two, all is there in one chain, each record in one piece") { store in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<30 {
                        let log = number % 2 == 0 ? store.log : store.elsewhere
                        group.addTask {
                            try await log.append(
                                store.chain.record((0..<3).map { AuditSamples.numbered(number * 3 + $0) }))
                        }
                    }
                    try await group.waitForAll()
                }
                let trail = try await store.trail()
                try expect(trail.count == 90, "\(trail.count) events of 90")
                let numbers = trail.compactMap { AuditSamples.number(of: $0) }
                try expect(numbers.sorted() == Array(0..<90), "none is lost, none is twice")
                for start in stride(from: 0, to: 90, by: 3) {
                    let (first, piece) = (numbers[start], Array(numbers[start..<start + 3]))
                    try expect(piece == [first, first + 1, first + 2], "\(piece) is a record in one piece")
                }
                var head = AuditHead.origin
                for (event, number) in zip(trail, numbers) {
                    let expected = store.chain.event(AuditSamples.numbered(number), after: head)
                    try expect(event == expected, "\(event) is not \(expected)")
                    head = event.head
                }
                try expect(try await store.log.head() == head, "the head is the last event's")
            },
            Self("an event is no change that servers have to hear of") { store in
                let before = try await store.counter.changeCount()
                try await store.log.append(store.chain.record(AuditSamples.entries))
                try expect(try await store.counter.changeCount() == before, "the count stays")
            },
        ]
    }

    static var reading: [Self] {
        [
            Self("events are had from a number on, from a time on, and so many at most") { store in
                try await store.log.append(store.chain.record((0..<10).map(AuditSamples.numbered)))
                func numbers(_ after: Int64, _ since: Timestamp?, _ limit: Int) async throws -> [Int] {
                    try await store.elsewhere.events(after: after, since: since, limit: limit)
                        .compactMap { AuditSamples.number(of: $0) }
                }
                let fifth = AuditSamples.numbered(5).time
                try expect(try await numbers(0, nil, 100) == Array(0..<10), "all")
                try expect(try await numbers(3, nil, 4) == [3, 4, 5, 6], "four behind the third")
                try expect(try await numbers(10, nil, 4).isEmpty, "none behind the last")
                try expect(try await numbers(0, fifth, 100) == [5, 6, 7, 8, 9], "from a time on, that moment included")
                try expect(try await numbers(0, fifth, 2) == [5, 6], "two from a time on")
                try expect(try await numbers(8, fifth, 5) == [8, 9], "both")
                try expect(try await numbers(0, nil, 0).isEmpty, "none at most")
            }
        ]
    }

    static var revoking: [Self] {
        [
            Self("a revocation brings its event with it, and one that was there before none") { store in
                let revocation = Revocation(
                    subject: .token("t1"), issuedUntil: AuditSamples.time(1), ends: AuditSamples.time(900),
                    created: AuditSamples.time(2))
                for number in 1...2 {
                    try await store.revocations.revoke(
                        revocation, recording: store.chain.record([AuditSamples.numbered(number)]))
                }
                let page = try await store.revocations.revocations(after: 0, at: AuditSamples.time(2))
                try expect(page.revocations == [revocation], "it is revoked")
                let expected = store.chain.event(AuditSamples.numbered(1), after: .origin)
                let trail = try await store.trail()
                try expect(trail == [expected], "\(trail) is not \(expected)")
                try await store.revocations.revoke(
                    Revocation(
                        subject: .token("t2"), issuedUntil: AuditSamples.time(1), ends: AuditSamples.time(900),
                        created: AuditSamples.time(2)))
                try expect(try await store.trail().count == 1, "one that is told of otherwise brings none")
            }
        ]
    }
}

extension AuditedStore {
    /// All events.
    fileprivate func trail() async throws -> [AuditEvent] { try await log.events(after: 0, since: nil, limit: 1000) }
}

/// Entries to fill trails with.
private enum AuditSamples {
    static func time(_ second: Int) -> Timestamp {
        // Microseconds that no rounding keeps by chance.
        Timestamp(microseconds: 1_763_760_000_123_457 + Int64(second) * 1_000_001)
    }

    static func numbered(_ number: Int) -> AuditEntry {
        AuditEntry(at: time(number), by: .server, .keyRotated, [JSONMember("number", .integer(number))])
    }

    static func number(of event: AuditEvent) -> Int? {
        (try? JSONReader.read(Array(event.detail.utf8)))?["number"]?.number?.integer
    }

    static let entries: [AuditEntry] = [
        AuditEntry(at: time(0), by: .server, .keyGenerated, []),
        AuditEntry(
            at: Timestamp(microseconds: -1), by: .user(4_294_967_295, name: "zoë o'hara"), .clientAdded,
            [
                JSONMember("name", .string(#"Zoë “O'Hara” \ 株式会社 👩‍🚀 % $1; --"#)),
                JSONMember("b", .string("a\u{0}\n\u{7F}\"'")),
            ]),
        AuditEntry(
            at: Timestamp(microseconds: .max), by: .user(0, name: nil), .trailSealed,
            [JSONMember("long", .string(String(repeating: "x", count: 100_000)))]),
        AuditEntry(at: Timestamp(microseconds: .min), by: .server, .clientLockedOut, [JSONMember("n", .null)]),
    ]
}
