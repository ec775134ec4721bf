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
        /// Whether it lets nobody restore it.
        let refuses = Mutex(false)

        func revoke(_ revocation: Revocation, recording record: AuditRecord?) async throws(StoreFailure) {
            try await current.withLock(\.self).revoke(revocation, recording: record)
        }

        func revocations(after counter: Int64, at now: Timestamp) async throws(StoreFailure) -> RevocationPage {
            try await current.withLock(\.self).revocations(after: counter, at: now)
        }

        func restore(_ known: RevocationPage) async throws(StoreFailure) {
            if refuses.withLock(\.self) { throw StoreFailure(.notPermitted, cause: "a standby") }
            try await current.withLock(\.self).restore(known)
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
        try await remembered.refresh()
        #expect(try remembered.currentRevocations().counter == 4)
    }

    private func stored() async throws -> (tokens: [String], counter: Int64) {
        let page = try await store.revocations(after: 0, at: clock.now())
        return (page.revocations.map(\.subject.name).sorted(), page.counter)
    }

    @Test func `a store that has lost what it had acknowledged is told again`() async throws {
        for token in ["a", "b", "c"] { try await remembered.revoke(revocation(token)) }
        try await remembered.revoke(
            Revocation(ofClient: try #require(ClientID(parsing: "client")), at: Timestamp(seconds: 1000)))
        try await remembered.revoke(
            Revocation(ofKey: try #require(KeyID(parsing: "key")), at: Timestamp(seconds: 1000)))
        try await remembered.revoke(revocation("ended", ends: 1100))
        let lagging = InMemoryStore()
        try await lagging.revoke(revocation("a"))
        store.current.withLock { $0 = lagging }
        clock.advance(bySeconds: 200)
        try await remembered.refresh()
        let after = try await stored()
        #expect(after.tokens == ["a", "b", "c", "client", "key"])
        // Its counter stands where the published one stood, although one that has ended is missing.
        #expect(after.counter == 6)
        #expect(try remembered.currentRevocations().counter == 6)
    }

    @Test func `in a store that went back, and can't be told, nothing is missed that comes then`() async throws {
        for token in ["a", "b"] { try await remembered.revoke(revocation(token)) }
        store.current.withLock { $0 = InMemoryStore() }
        store.refuses.withLock { $0 = true }
        try await remembered.refresh()
        #expect(try remembered.currentRevocations().counter == 2)
        // It counts up to where it stood before.
        for token in ["c", "d"] {
            try await remembered.revoke(revocation(token))
            #expect(try tokens().contains(token))
        }
        #expect(try remembered.currentRevocations().counter > 3)
        store.refuses.withLock { $0 = false }
        try await remembered.refresh()
        #expect(try await stored().tokens == ["a", "b", "c", "d"])
    }

    @Test func `of a store that counts as far and holds something else nothing is missed, looked at anew`() async throws
    {
        for token in ["a", "b"] { try await remembered.revoke(revocation(token)) }
        store.current.withLock { $0 = InMemoryStore() }
        for token in ["a", "c"] { try await store.revoke(revocation(token)) }
        try await remembered.refresh()
        #expect(try tokens() == ["a", "b"])
        try await remembered.refresh(anew: true)
        #expect(try tokens() == ["a", "b", "c"])
        #expect(try remembered.currentRevocations().counter == 3)
        try await remembered.refresh(anew: true)
        #expect(try remembered.currentRevocations().counter == 3)
    }
}
