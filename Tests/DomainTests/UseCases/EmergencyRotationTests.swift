import SteelcutDomain
import SteelcutTestKit
import Testing

/// Replacing keys that somebody else may have.
@Suite struct EmergencyRotationTests {
    let store = UseCaseKeyStore()
    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let maker = UseCaseKeyMaker()
    let revocations = UseCaseRevocations()

    var generate: GenerateKey { GenerateKey(keys: store, maker: maker, clock: clock, publishBeforeUse: 600) }
    var rotate: RotateInEmergency { RotateInEmergency(generate: generate, revocations: revocations) }

    func schedule() async throws -> KeySchedule { KeySchedule(try await store.keys().map(\.record)) }

    @Test func `a new key signs at once, and all that were published are revoked and gone`() async throws {
        let retired = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 1100))
        let active = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 1800))
        let pending = try await generate(.edDSA)
        #expect(try await schedule().active(at: clock.now()) == active)

        let done = try await rotate(.edDSA)
        #expect(done.isNew && done.key.signsFrom == clock.now())
        #expect(done.ended.map(\.keyID) == [retired, active, pending].map(\.keyID))
        for _ in 1...2 {
            #expect(try await schedule().active(at: clock.now()) == done.key)
            #expect(try await schedule().published(at: clock.now()) == [done.key])
            // The pending one does not come up at its time.
            clock.set(now: Timestamp(seconds: 3000))
        }
        let expected = [retired, active, pending].map { Revocation(ofKey: $0.keyID, at: Timestamp(seconds: 1800)) }
        #expect(revocations.made == expected)
    }

    @Test func `what has left the key set is left alone`() async throws {
        let old = try await generate(.edDSA)
        let second = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 1600 + 86_460))
        let done = try await rotate(.edDSA)
        #expect(done.ended.map(\.keyID) == [second.keyID])
        #expect(try await schedule().records.first { $0.keyID == old.keyID }?.ended == nil)
    }

    @Test func `also after the clock was set back`() async throws {
        let ahead = try await generate(.edDSA)
        clock.set(now: Timestamp(seconds: 10))
        let done = try await rotate(.edDSA)
        #expect(done.ended == [ahead])
        #expect(try await schedule().active(at: clock.now()) == done.key)
        clock.set(now: Timestamp(seconds: 2000))
        #expect(try await schedule().active(at: clock.now()) == done.key)
    }

    @Test func `somebody else's key of the same moment will do if it signs, and is not ended`() async throws {
        let leaked = try await generate(.edDSA)
        for (name, signsFrom, isEnough) in [("theirs", 1000, true), ("pending", 1600, false)] {
            let publicKey = try JSONWebKey(
                .ed25519(x: [UInt8](repeating: 200, count: 32)), for: .edDSA, keyID: KeyID(parsing: name))
            let record = try #require(
                SigningKeyRecord(
                    publicKey: publicKey, created: clock.now(), signsFrom: Timestamp(seconds: signsFrom + 1)))
            clock.advance(bySeconds: 1)
            store.letInterlope(SigningKey(record: record, privateKey: PrivateKey(encoded: [200])))
            let done = try await rotate(.edDSA)
            #expect(done.isNew != isEnough)
            #expect(done.ended.contains { $0.keyID == record.keyID } != isEnough)
            #expect(done.ended.contains { $0.keyID == leaked.keyID } == isEnough)
            #expect(try await schedule().active(at: clock.now())?.keyID == done.key.keyID)
        }
    }

    @Test func `where revocations can't be stored, it fails, and done again it goes on to the end`() async throws {
        let leaked = try await generate(.edDSA)
        let broken = UseCaseRevocations(failure: StoreFailure(.unavailable))
        #expect(
            await outcome { try await RotateInEmergency(generate: generate, revocations: broken)(.edDSA) } == "failed")
        // The leaked key is still published, so that it is still found.
        #expect(try await schedule().published(at: clock.now()).contains { $0.keyID == leaked.keyID })
        clock.advance(bySeconds: 1)
        let done = try await rotate(.edDSA)
        #expect(try await schedule().published(at: clock.now()) == [done.key])
        #expect(revocations.made.contains { $0.subject == .key(leaked.keyID) })
    }
}

/// Moving keys from one keyring to another.
@Suite struct ImportKeysTests {
    @Test func `keys come with their times, once, and what is there stays as it is`() async throws {
        let (old, new) = (UseCaseKeyStore(), UseCaseKeyStore())
        let clock = ManualClock(now: Timestamp(seconds: 1000))
        let maker = UseCaseKeyMaker()
        let generate = GenerateKey(keys: old, maker: maker, clock: clock, publishBeforeUse: 600)
        let first = try await generate(.edDSA)
        let second = try await generate(.edDSA)
        try await old.end(second.keyID, at: Timestamp(seconds: 1001))
        let taken = try await ImportKeys(keys: new)(from: old)
        #expect(taken.map(\.keyID) == [first.keyID, second.keyID])
        let records = try await new.keys().map(\.record).sorted { $0.keyID < $1.keyID }
        #expect(records == (try await old.keys().map(\.record).sorted { $0.keyID < $1.keyID }))
        try await new.end(first.keyID, at: Timestamp(seconds: 1002))
        #expect(try await ImportKeys(keys: new)(from: old).isEmpty)
        #expect(try await new.keys().first { $0.record.keyID == first.keyID }?.record.ended != nil)
        let broken = UseCaseKeyStore(failure: StoreFailure(.corrupt))
        #expect(await outcome { try await ImportKeys(keys: new)(from: broken) } == "failed")
        #expect(await outcome { try await ImportKeys(keys: broken)(from: old) } == "failed")
    }
}
