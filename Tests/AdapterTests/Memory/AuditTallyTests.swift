import SteelcutDomain
import SteelcutInMemory
import Synchronization
import Testing

@testable import SteelcutMemory

/// What would flood the audit trail is counted, and told in one event.
@Suite struct AuditTallyTests {
    /// A trail that can be taken away.
    final class Log: Ports.AuditLog {
        let store = InMemoryStore()
        let isGone = Mutex(false)

        func append(_ record: AuditRecord) async throws(StoreFailure) {
            guard !isGone.withLock(\.self) else { throw StoreFailure(.unavailable) }
            try await store.append(record)
        }

        func events(
            after sequence: Int64, since time: Timestamp?, limit: Int
        ) async throws(StoreFailure) -> [AuditEvent] {
            try await store.events(after: sequence, since: time, limit: limit)
        }

        func head() async throws(StoreFailure) -> AuditHead { try await store.head() }
    }

    let clock = MemoryClock()
    let log = Log()
    let clients = InMemoryStore()
    let chain = AuditChain(digest: MemoryDigest())

    private func tally(capacity: Int = 100) async throws -> AuditTally {
        for id in ["a", "b"] {
            try await clients.add(
                Client(
                    id: Memory.id(id), name: try #require(ClientName(parsing: id)), resources: [],
                    created: clock.now(), secrets: []))
        }
        return AuditTally(log: log, clients: clients, chain: chain, clock: clock, capacity: capacity)
    }

    private var told: [String] {
        get async throws { try await log.events(after: 0, since: nil, limit: 100).map { "\($0.actor) \($0.detail)" } }
    }

    @Test func `a flood of lockouts of one client is one event an hour, written when the hour is over`() async throws {
        let tally = try await tally()
        for _ in 1...10_000 { tally.noteLockout(of: "a") }
        clock.advance(by: .seconds(3599))
        tally.noteLockout(of: "a")
        try await tally.flush()
        #expect(try await told.isEmpty)
        clock.advance(by: .seconds(1))
        try await tally.flush()
        try await tally.flush()
        let events = try await log.events(after: 0, since: nil, limit: 100)
        #expect(events.map(\.name) == ["client.locked-out"])
        let (first, last) = (Timestamp(seconds: 1_700_001_000), Timestamp(seconds: 1_700_004_599))
        #expect(
            try await told == [#"server {"client_id":"a","count":10001,"first":"\#(first)","last":"\#(last)"}"#])
        tally.noteLockout(of: "a")
        clock.advance(by: .seconds(3600))
        try await tally.flush()
        #expect(try await told.count == 2)
    }

    @Test func `at the end the rest is told, and nothing where there was nothing`() async throws {
        let tally = try await tally()
        try await tally.flush(isLast: true)
        tally.noteLockout(of: "b")
        tally.noteLockout(of: "a")
        try await tally.flush(isLast: true)
        try await tally.flush(isLast: true)
        let told = try await told
        #expect(told.count == 2)
        #expect(told[0].contains(#""client_id":"a","count":1"#) && told[1].contains(#""client_id":"b","count":1"#))
    }

    @Test func `IDs that are no client's are counted together and not named, for they may be secrets`() async throws {
        let tally = try await tally()
        for id in ["PRIVATE-hush", "é", "nobody", "", "a"] { for _ in 1...2 { tally.noteLockout(of: id) } }
        try await tally.flush(isLast: true)
        let told = try await told
        #expect(told.count == 2)
        #expect(told[0].contains(#""client_id":"a","count":2"#))
        #expect(told[1].contains(#""client_id":null,"count":8"#))
        #expect(!told.joined().contains("hush") && !told.joined().contains("nobody"))
    }

    @Test func `a flood of IDs is bounded, in memory and in the trail`() async throws {
        let tally = try await tally(capacity: 3)
        for number in 1...1000 { tally.noteLockout(of: "id \(number)") }
        tally.noteLockout(of: "a")
        try await tally.flush(isLast: true)
        #expect(try await told.count == 1)
        #expect(try await told.first?.contains(#""client_id":null,"count":1001"#) == true)
    }

    @Test func `what the store does not take is told later, with what came meanwhile`() async throws {
        let tally = try await tally()
        tally.noteLockout(of: "a")
        #expect(tally.takesSingly(revocationBy: Memory.id("a")))
        log.isGone.withLock { $0 = true }
        await #expect(throws: StoreFailure.self) { try await tally.flush(isLast: true) }
        tally.noteLockout(of: "a")
        log.isGone.withLock { $0 = false }
        try await tally.flush(isLast: true)
        #expect(try await told.count == 1)
        #expect(try await told.first?.contains(#""client_id":"a","count":2"#) == true)
    }

    @Test func `of a client's revocations a hundred an hour are events of their own, the others one`() async throws {
        let tally = try await tally()
        let revocations = RecordedRevocations(over: log.store, tally: tally)
        func revoke(_ number: Int, by actor: AuditActor) async throws {
            let entry = AuditEntry(at: clock.now(), by: actor, .tokenRevoked, [JSONMember("jti", .integer(number))])
            let now = clock.now()
            try await revocations.revoke(
                Revocation(
                    subject: .token("\(actor) \(number)"), issuedUntil: now, ends: now.advanced(bySeconds: 9999),
                    created: now), recording: chain.record([entry]))
        }
        for number in 1...130 { try await revoke(number, by: .client(Memory.id("a"))) }
        try await revoke(1, by: .client(Memory.id("b")))
        for number in 1...130 { try await revoke(number, by: .user(0, name: "root")) }
        let made = try await log.store.revocations(after: 0, at: clock.now()).revocations.count
        #expect(made == 261)
        func count() async throws -> Int { try await Int(log.head().sequence) }
        #expect(try await count() == 231)
        clock.advance(by: .seconds(3600))
        try await tally.flush()
        let last = try #require(try await log.events(after: 231, since: nil, limit: 9).first)
        #expect(last.actor == "client:a" && last.name == "token.revoked")
        #expect(last.detail.contains(#""client_id":"a","count":30"#))
        #expect(try await count() == 232)
        // Another hour, another hundred.
        try await revoke(131, by: .client(Memory.id("a")))
        #expect(try await count() == 233)
    }

    @Test func `the throttle tells of each check that it refuses, and of no other`() async throws {
        let tally = try await tally()
        let throttle = FailureThrottle(over: MemoryHasher(), clock: clock, failuresPerMinute: 3, lockouts: tally)
        for _ in 1...3 { #expect(try await !throttle.verify(Memory.check("wrong", id: "a"))) }
        try await tally.flush(isLast: true)
        #expect(try await told.isEmpty)
        for _ in 1...4 {
            await #expect(throws: HasherFailure.self) { try await throttle.verify(Memory.check("wrong", id: "a")) }
        }
        #expect(throws: HasherFailure.self) { try throttle.countFailure(of: Memory.check("wrong", id: "a")) }
        try await tally.flush(isLast: true)
        #expect(try await told.first?.contains(#""client_id":"a","count":5"#) == true)
    }
}
