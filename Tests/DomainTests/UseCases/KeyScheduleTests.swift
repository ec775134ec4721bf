import SteelcutDomain
import Testing

/// States read off times, at the second before, the second itself and the second after.
@Suite struct KeyScheduleTests {
    static func record(_ number: UInt8, created: Int, signsFrom: Int, ended: Int? = nil) throws -> SigningKeyRecord {
        try #require(
            SigningKeyRecord(
                publicKey: JSONWebKey(
                    .ed25519(x: [UInt8](repeating: number, count: 32)), for: .edDSA,
                    keyID: KeyID(parsing: "key-\(number)")),
                created: Timestamp(seconds: created), signsFrom: Timestamp(seconds: signsFrom),
                ended: ended.map(Timestamp.init(seconds:))))
    }

    func states(_ schedule: KeySchedule, at seconds: Int) -> [SigningKeyState] {
        schedule.records.map { schedule.state(of: $0, at: Timestamp(seconds: seconds)) }
    }

    func published(_ schedule: KeySchedule, at seconds: Int) -> [String] {
        schedule.published(at: Timestamp(seconds: seconds)).map(\.keyID.description)
    }

    @Test func `the key whose time to sign came last signs`() throws {
        let schedule = KeySchedule([
            try Self.record(2, created: 500, signsFrom: 1100), try Self.record(1, created: 100, signsFrom: 100),
        ])
        #expect(states(schedule, at: 99) == [.pending, .pending])
        #expect(schedule.active(at: Timestamp(seconds: 99)) == nil)
        #expect(states(schedule, at: 100) == [.active, .pending])
        #expect(states(schedule, at: 1099) == [.active, .pending])
        #expect(states(schedule, at: 1100) == [.retired, .active])
        #expect(states(schedule, at: 1101) == [.retired, .active])
    }

    @Test func `a key that was followed verifies a day and a minute longer`() throws {
        let schedule = KeySchedule([
            try Self.record(1, created: 100, signsFrom: 100), try Self.record(2, created: 500, signsFrom: 1100),
        ])
        let first = try #require(schedule.records.first)
        let last = try #require(schedule.records.last)
        let end = 1100 + 86_400 + 60
        #expect(schedule.stopsSigning(first) == Timestamp(seconds: 1100))
        #expect(schedule.verifiesUntil(first) == Timestamp(seconds: end))
        #expect(schedule.stopsSigning(last) == nil)
        #expect(schedule.verifiesUntil(last) == nil)
        #expect(published(schedule, at: 0) == ["key-1", "key-2"])
        #expect(published(schedule, at: end - 1) == ["key-1", "key-2"])
        #expect(published(schedule, at: end) == ["key-2"])
        #expect(published(schedule, at: end + 1) == ["key-2"])
    }

    @Test func `a key that was ended before it signed leaves no gap`() throws {
        let schedule = KeySchedule([
            try Self.record(1, created: 100, signsFrom: 100),
            try Self.record(2, created: 500, signsFrom: 1100, ended: 800),
            try Self.record(3, created: 900, signsFrom: 1500),
        ])
        #expect(states(schedule, at: 799) == [.active, .pending, .pending])
        #expect(states(schedule, at: 800) == [.active, .retired, .pending])
        #expect(states(schedule, at: 1100) == [.active, .retired, .pending])
        #expect(states(schedule, at: 1500) == [.retired, .retired, .active])
        #expect(schedule.stopsSigning(schedule.records[0]) == Timestamp(seconds: 1500))
        #expect(schedule.verifiesUntil(schedule.records[1]) == Timestamp(seconds: 800))
        #expect(published(schedule, at: 799) == ["key-1", "key-2", "key-3"])
        #expect(published(schedule, at: 801) == ["key-1", "key-3"])
    }

    @Test func `two keys with one time are ordered by when they were made, then by name`() throws {
        let schedule = KeySchedule([
            try Self.record(3, created: 50, signsFrom: 100), try Self.record(2, created: 50, signsFrom: 100),
            try Self.record(1, created: 60, signsFrom: 100),
        ])
        #expect(schedule.records.map(\.keyID.description) == ["key-2", "key-3", "key-1"])
        #expect(schedule.active(at: Timestamp(seconds: 100))?.keyID.description == "key-1")
        #expect(states(schedule, at: 100).filter { $0 == .active }.count == 1)
    }

    @Test func `a key of another schedule has its own end`() throws {
        let stranger = try Self.record(9, created: 0, signsFrom: 0, ended: 5)
        #expect(KeySchedule([]).stopsSigning(stranger) == Timestamp(seconds: 5))
        #expect(KeySchedule([]).active(at: Timestamp(seconds: 0)) == nil)
    }

    @Test func `a record needs a name`() throws {
        let nameless = try JSONWebKey(.ed25519(x: [UInt8](repeating: 1, count: 32)), for: .edDSA, keyID: nil)
        #expect(
            SigningKeyRecord(publicKey: nameless, created: Timestamp(seconds: 0), signsFrom: Timestamp(seconds: 0))
                == nil)
    }
}
