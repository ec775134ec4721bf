import SteelcutDomain
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// Whichever node gets to it first rotates, and nobody else: over every keyring, by a clock that is set.
@Suite struct RotationAtOnce {
    @Test("makes exactly one key each time that it is due", arguments: Adapter<KeyStoreSubject>.all)
    func makesOne(_ adapter: Adapter<KeyStoreSubject>) async throws {
        try await adapter.withFresh { subject in
            let clock = ManualClock()
            let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
            let generate = GenerateKey(keys: subject.store, maker: maker, clock: clock, publishBeforeUse: 600)
            let first = try await generate(.es256)
            var newest = first
            for window in 1...10 {
                clock.advance(bySeconds: 86_400)
                let made = try await withThrowingTaskGroup(of: SigningKeyRecord?.self) { nodes in
                    for _ in 1...5 {
                        nodes.addTask { try await RotateWhenDue(generate: generate, every: 86_400)(.es256) }
                    }
                    return try await nodes.reduce(into: []) { $0 += [$1].compactMap(\.self) }
                }
                #expect(made.count == 1)
                let schedule = KeySchedule(try await subject.store.keys().map(\.record))
                #expect(schedule.records.count == window + 1)
                // The one that was there goes on to sign until everybody can have seen the new one.
                #expect(schedule.active(at: clock.now()) == newest)
                newest = try #require(made.first)
                #expect(schedule.records.last == newest)
                #expect(newest.signsFrom == clock.now().advanced(bySeconds: 600))
            }
        }
    }

    @Test(
        "in an emergency leaves one key that signs, and ends nobody's new one", arguments: Adapter<KeyStoreSubject>.all)
    func leavesOne(_ adapter: Adapter<KeyStoreSubject>) async throws {
        try await adapter.withFresh { subject in
            let clock = ManualClock()
            let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
            let generate = GenerateKey(keys: subject.store, maker: maker, clock: clock, publishBeforeUse: 600)
            let leaked = try await generate(.es256)
            try await withThrowingTaskGroup(of: Void.self) { operators in
                for _ in 1...4 {
                    operators.addTask {
                        let done = try await RotateInEmergency(generate: generate, revocations: Silent())(.es256)
                        #expect(!done.ended.contains { $0.keyID == done.key.keyID })
                    }
                }
                try await operators.waitForAll()
            }
            let schedule = KeySchedule(try await subject.store.keys().map(\.record))
            let published = schedule.published(at: clock.now())
            #expect(published.count == 1)
            #expect(published.first == schedule.active(at: clock.now()))
            #expect(published.first?.keyID != leaked.keyID)
        }
    }

    /// Takes every revocation and keeps none.
    private struct Silent: Ports.RevocationStore {
        func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {}
        func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
            RevocationPage(counter: counter, revocations: [])
        }
        func restore(_ known: RevocationPage) async throws(StoreFailure) {}
        func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {}
    }
}
