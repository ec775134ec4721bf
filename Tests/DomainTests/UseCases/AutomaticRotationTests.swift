import SteelcutDomain
import SteelcutTestKit
import Testing

/// Rotating when it is time, by a clock that is set.
@Suite struct AutomaticRotationTests {
    let store = UseCaseKeyStore()
    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let maker = UseCaseKeyMaker()

    var generate: GenerateKey { GenerateKey(keys: store, maker: maker, clock: clock, publishBeforeUse: 600) }

    func rotate(every: Int = 90_000) -> RotateWhenDue { RotateWhenDue(generate: generate, every: every) }

    @Test func `the key is rotated when it has its age, and its successor when that has`() async throws {
        let first = try await generate(.edDSA)
        for time in [1000, 1001, 90_999] {
            clock.set(now: Timestamp(seconds: time))
            #expect(try await rotate()(.edDSA) == nil)
        }
        clock.set(now: Timestamp(seconds: 91_000))
        let second = try #require(try await rotate()(.edDSA))
        #expect(second.created == clock.now() && second.signsFrom == Timestamp(seconds: 91_600))
        #expect(KeySchedule([first, second]).active(at: clock.now()) == first)
        for time in [91_000, 91_599, 91_600, 180_999] {
            clock.set(now: Timestamp(seconds: time))
            #expect(try await rotate()(.edDSA) == nil)
        }
        clock.set(now: Timestamp(seconds: 181_000))
        #expect(try await rotate()(.edDSA) != nil)
        #expect(try await store.keys().count == 3)
    }

    @Test func `never, where it is turned off, and not where no key signs`() async throws {
        #expect(try await rotate()(.edDSA) == nil)
        #expect(try await store.keys().isEmpty)
        _ = try await generate(.edDSA)
        clock.advance(bySeconds: 1_000_000_000)
        #expect(try await rotate(every: 0)(.edDSA) == nil)
        #expect(try await store.keys().count == 1)
    }

    @Test func `not while a key waits to sign, but where that was ended`() async throws {
        _ = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 90_900))
        let pending = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 91_100))
        #expect(try await rotate()(.edDSA) == nil)
        _ = try await RetireKey(keys: store, clock: clock)(pending.keyID)
        #expect(try await rotate()(.edDSA) != nil)
    }

    @Test func `of two that get to it at once one makes the key`() async throws {
        _ = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 91_000))
        let publicKey = try JSONWebKey(
            .ed25519(x: [UInt8](repeating: 200, count: 32)), for: .edDSA, keyID: KeyID(parsing: "theirs"))
        let record = try #require(
            SigningKeyRecord(publicKey: publicKey, created: clock.now(), signsFrom: Timestamp(seconds: 91_600)))
        store.letInterlope(SigningKey(record: record, privateKey: PrivateKey(encoded: [200])))
        #expect(try await rotate()(.edDSA) == nil)
        #expect(try await store.keys().count == 2)
    }

    @Test func `a key set is never made larger than it is read`() async throws {
        for _ in 1...JSONWebKeySet.mostKeys { _ = try await generate(.edDSA) }
        #expect(await outcome { try await generate(.edDSA) } == "too many")
        #expect(await outcome { try await RotateKey(generate: generate)(.edDSA) } == "too many")
        // Whoever has lost a key is not kept waiting: the others leave the set with it.
        let revocations = UseCaseRevocations()
        let done = try await RotateInEmergency(generate: generate, revocations: revocations)(.edDSA)
        #expect(done.ended.count == JSONWebKeySet.mostKeys)
        let schedule = KeySchedule(try await store.keys().map(\.record))
        #expect(schedule.published(at: clock.now()) == [done.key])
        _ = try await generate(.edDSA)
    }
}
