import SteelcutDomain
import SteelcutInMemory
import SteelcutTestKit
import Synchronization
import Testing

@testable import SteelcutMemory

/// The list that a server holds of its store's revocations.
@Suite struct RememberedRevocationsTests {
    /// A store that counts how often it was told to forget, and that another one can take the place of.
    final class Store: Ports.RevocationStore {
        let current = Mutex(InMemoryStore())
        let sweeps = Mutex(0)

        func revoke(_ revocation: Revocation) async throws(StoreFailure) {
            try await current.withLock(\.self).revoke(revocation)
        }

        func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
            try await current.withLock(\.self).revocations(after: counter, at: now)
        }

        func removeEndedRevocations(at now: Timestamp) async throws(StoreFailure) {
            sweeps.withLock { $0 += 1 }
            try await current.withLock(\.self).removeEndedRevocations(at: now)
        }
    }

    let clock = ManualClock(now: Timestamp(seconds: 1000))
    let store = Store()
    let remembered: RememberedRevocations

    init() { remembered = RememberedRevocations(over: store, clock: clock) }

    private func revocation(_ token: String, ends: Int = 5000) -> Revocation {
        Revocation(
            subject: .token(token), issuedUntil: Timestamp(seconds: 900), ends: Timestamp(seconds: ends),
            created: Timestamp(seconds: 1000))
    }

    private func tokens() throws -> [String] { try remembered.currentRevocations().tokenIDs }

    @Test func `there is no list before the first look`() throws {
        #expect(throws: RevocationsUnavailable(retryAfter: 1)) { try remembered.currentRevocations() }
    }

    @Test func `what is revoked through it is there at once, what others revoke with the next look`() async throws {
        try await remembered.revoke(revocation("ours"))
        #expect(try tokens() == ["ours"])
        try await store.revoke(revocation("theirs"))
        #expect(try tokens() == ["ours"])
        try await remembered.refresh()
        #expect(try tokens() == ["ours", "theirs"])
        #expect(try remembered.currentRevocations().counter == 2)
    }

    @Test func `what has ended goes within ten minutes, here and in the store`() async throws {
        try await remembered.revoke(revocation("short", ends: 1100))
        try await remembered.revoke(revocation("long", ends: 9000))
        #expect(store.sweeps.withLock(\.self) == 1)
        clock.advance(bySeconds: 599)
        try await remembered.refresh()
        #expect(store.sweeps.withLock(\.self) == 1)
        clock.advance(bySeconds: 1)
        try await remembered.refresh()
        #expect(try tokens() == ["long"])
        #expect(store.sweeps.withLock(\.self) == 2)
    }

    @Test func `of a store that was restored everything is news`() async throws {
        for token in ["a", "b", "c"] { try await remembered.revoke(revocation(token)) }
        store.current.withLock { $0 = InMemoryStore() }
        try await store.revoke(revocation("after the restore"))
        try await remembered.refresh()
        #expect(try tokens() == ["a", "after the restore", "b", "c"])
        // What is news is so to those who follow the list, too, whose counter never goes back.
        #expect(try remembered.currentRevocations().counter == 4)
    }
}
