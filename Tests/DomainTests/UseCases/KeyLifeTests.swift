import SteelcutDomain
import SteelcutTestKit
import Testing

/// Generating, rotating and retiring keys by a clock that is set.
@Suite struct KeyLifeTests {
    let store = UseCaseKeyStore()
    let clock = ManualClock(now: Timestamp(seconds: 1000))

    func generate(_ maker: UseCaseKeyMaker, publishBeforeUse: Int = 600) -> GenerateKey {
        GenerateKey(keys: store, maker: maker, clock: clock, publishBeforeUse: publishBeforeUse)
    }

    func state(of record: SigningKeyRecord) async throws -> SigningKeyState {
        KeySchedule(try await store.keys().map(\.record)).state(of: record, at: clock.now())
    }

    @Test func `the first key signs at once, the next when it was long enough published`() async throws {
        let maker = UseCaseKeyMaker()
        let first = try await generate(maker)(.edDSA)
        #expect(first.signsFrom == Timestamp(seconds: 1000))
        #expect(try await state(of: first) == .active)
        clock.advance(bySeconds: 10)
        let second = try await generate(maker)(.edDSA)
        #expect(second.signsFrom == Timestamp(seconds: 1610))
        for (time, states) in [
            (1609, [SigningKeyState.active, .pending]), (1610, [.retired, .active]), (1611, [.retired, .active]),
        ] {
            clock.set(now: Timestamp(seconds: time))
            #expect(try await [state(of: first), state(of: second)] == states)
        }
    }

    @Test func `the last one made is the last to sign, also after the clock was set back`() async throws {
        let maker = UseCaseKeyMaker()
        _ = try await generate(maker)(.edDSA)
        let second = try await generate(maker)(.edDSA)
        let third = try await generate(maker)(.edDSA)
        #expect(third.signsFrom > second.signsFrom)
        let fourth = try await generate(maker, publishBeforeUse: 0)(.edDSA)
        #expect(fourth.signsFrom > third.signsFrom)
    }

    @Test func `published for no time, a key signs at once`() async throws {
        let maker = UseCaseKeyMaker()
        clock.set(now: Timestamp(seconds: 999))
        _ = try await generate(maker, publishBeforeUse: 0)(.edDSA)
        clock.set(now: Timestamp(seconds: 1000))
        let second = try await generate(maker, publishBeforeUse: 0)(.edDSA)
        #expect(try await state(of: second) == .active)
    }

    @Test func `a rotation says when the old key stops signing and verifying`() async throws {
        let maker = UseCaseKeyMaker()
        let rotate = RotateKey(generate: generate(maker))
        let first = try await rotate(.edDSA)
        #expect(first.previous == nil && first.previousSignsUntil == nil && first.previousVerifiesUntil == nil)
        let second = try await rotate(.edDSA)
        #expect(second.previous == first.key)
        #expect(second.previousSignsUntil == Timestamp(seconds: 1600))
        #expect(second.previousVerifiesUntil == Timestamp(seconds: 1600 + 86_460))
        // The pending one takes over first; the newest takes over from that.
        let third = try await rotate(.edDSA)
        #expect(third.previous == first.key)
        #expect(third.previousSignsUntil == second.key.signsFrom)
    }

    /// A key of somebody else's, who is quicker by a little.
    private func interlope(_ algorithm: SignatureAlgorithm, signsFrom: Int) throws -> SigningKeyRecord {
        let publicKey = try JSONWebKey(
            .ed25519(x: [UInt8](repeating: 200, count: 32)), for: algorithm, keyID: KeyID(parsing: "theirs"))
        let record = try #require(
            SigningKeyRecord(
                publicKey: publicKey, created: clock.now(), signsFrom: Timestamp(seconds: signsFrom)))
        store.letInterlope(SigningKey(record: record, privateKey: PrivateKey(encoded: [200])))
        return record
    }

    @Test func `of two first keys made at once there is one`() async throws {
        let maker = UseCaseKeyMaker()
        let theirs = try interlope(.edDSA, signsFrom: 1000)
        let first = try await generate(maker).first(.edDSA)
        #expect(first.key == theirs && !first.isNew)
        let again = try await generate(maker).first(.edDSA)
        #expect(again.key == theirs && !again.isNew)
        #expect(try await store.keys().count == 1)
    }

    @Test func `a first key is made once, and not where one is to sign later`() async throws {
        let maker = UseCaseKeyMaker()
        let first = try await generate(maker).first(.edDSA)
        #expect(first.isNew && first.key.signsFrom == Timestamp(seconds: 1000))
        clock.set(now: Timestamp(seconds: 900))
        let early = try await generate(maker).first(.edDSA)
        #expect(early.key == first.key && !early.isNew)
    }

    @Test func `of two rotations at once there is one key, and both tell of it`() async throws {
        let maker = UseCaseKeyMaker()
        let old = try await generate(maker)(.edDSA)
        let theirs = try interlope(.edDSA, signsFrom: 1600)
        let rotation = try await RotateKey(generate: generate(maker))(.edDSA)
        #expect(rotation.key == theirs && !rotation.isNew)
        #expect(rotation.previous == old)
        #expect(rotation.previousSignsUntil == Timestamp(seconds: 1600))
        #expect(rotation.previousVerifiesUntil == Timestamp(seconds: 1600 + 86_460))
        #expect(try await store.keys().count == 2)
        // One after the other, each makes a key.
        #expect(try await RotateKey(generate: generate(maker))(.edDSA).isNew)
        #expect(try await store.keys().count == 3)
    }

    @Test func `a key that is generated counts those that came meanwhile`() async throws {
        let maker = UseCaseKeyMaker()
        _ = try interlope(.edDSA, signsFrom: 1000)
        let made = try await generate(maker)(.edDSA)
        // Theirs signs: ours is not the first any more.
        #expect(made.signsFrom == Timestamp(seconds: 1600))
        #expect(try await store.keys().count == 2)
    }

    @Test func `retiring ends a pending key, leaves a retired one and refuses the active one`() async throws {
        let maker = UseCaseKeyMaker()
        let retire = RetireKey(keys: store, clock: clock)
        let first = try await generate(maker)(.edDSA)
        let pending = try await generate(maker)(.edDSA)
        #expect(await outcome { try await retire(first.keyID) } == "active")
        #expect(try await retire(pending.keyID).ended == Timestamp(seconds: 1000))
        #expect(try await state(of: pending) == .pending)  // the record of before its end
        clock.advance(bySeconds: 5)
        #expect(try await retire(pending.keyID).ended == Timestamp(seconds: 1000))
        let unknown = try #require(KeyID(parsing: "unknown"))
        #expect(await outcome { try await retire(unknown) } == "unknown")
    }

    @Test func `a key is refused at the second it begins to sign`() async throws {
        let maker = UseCaseKeyMaker()
        _ = try await generate(maker)(.edDSA)
        let second = try await generate(maker)(.edDSA)
        clock.set(now: Timestamp(seconds: 1600))
        #expect(await outcome { try await RetireKey(keys: store, clock: clock)(second.keyID) } == "active")
    }

    @Test func `without a library or a store there is no key`() async throws {
        #expect(await outcome { try await generate(UseCaseKeyMaker(failure: .library))(.edDSA) } == "key")
        #expect(try await store.keys().isEmpty)
        let broken = UseCaseKeyStore(failure: StoreFailure(.unavailable))
        let maker = UseCaseKeyMaker()
        #expect(
            await outcome {
                try await GenerateKey(keys: broken, maker: maker, clock: clock, publishBeforeUse: 0)(.edDSA)
            } == "failed")
    }
}
