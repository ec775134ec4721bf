import SteelcutDomain
import Synchronization
import Testing

@testable import SteelcutMemory

@Suite struct RememberedClientsTests {
    let clock = MemoryClock()
    let store = MemoryClientStore()
    let counter = MemoryChangeCounter()
    let id = Memory.id("client")

    init() { put() }

    private func remembered(ttl: Duration = .seconds(300), capacity: Int = 100) -> RememberedClients {
        RememberedClients(over: store, clock: clock, ttl: ttl, capacity: capacity)
    }

    /// Puts the client into the store, as another process would.
    private func put(_ id: String = "client", isEnabled: Bool = true) {
        guard let name = ClientName(parsing: "name") else { return }
        let id = Memory.id(id)
        store.state.withLock {
            $0.clients[id] = Client(
                id: id, name: name, resources: [], isEnabled: isEnabled, created: Timestamp(seconds: 0))
        }
    }

    @Test func `a known client is looked up once`() async throws {
        let clients = remembered()
        for _ in 0..<5 { #expect(try await clients.client(withID: id)?.id == id) }
        #expect(store.looks == 1)
    }

    @Test func `that there is no such client is remembered, too`() async throws {
        let clients = remembered()
        for _ in 0..<3 { #expect(try await clients.client(withID: Memory.id("nobody")) == nil) }
        #expect(store.looks == 1)
    }

    @Test(arguments: [(-1, 1), (0, 2), (1, 2)])
    func `a row answers for its time after it was read, used or not`(offset: Int, looks: Int) async throws {
        let clients = remembered()
        _ = try await clients.client(withID: id)
        clock.advance(by: .seconds(150))
        _ = try await clients.client(withID: id)
        clock.advance(by: .seconds(150 + offset))
        _ = try await clients.client(withID: id)
        #expect(store.looks == looks)
    }

    @Test func `the time counts from before it was read`() async throws {
        let clients = remembered()
        store.gate.close()
        let look = Task.immediate { try await clients.client(withID: id) }
        clock.advance(by: .seconds(299))
        store.gate.open()
        _ = try await look.value
        clock.advance(by: .seconds(1))
        _ = try await clients.client(withID: id)
        #expect(store.looks == 2)
    }

    @Test(arguments: [(-1, 1), (0, 2), (1, 2)])
    func `a count that is the same confirms the rows as of the moment before it was asked`(
        offset: Int, looks: Int
    ) async throws {
        let clients = remembered()
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        clock.advance(by: .seconds(200))
        counter.gate.close()
        let refresh = Task.immediate { try await clients.refresh(counter) }
        clock.advance(by: .seconds(50))
        counter.gate.open()
        try await refresh.value
        clock.advance(by: .seconds(250 + offset))
        _ = try await clients.client(withID: id)
        #expect(store.looks == looks)
    }

    @Test(arguments: [Int64(2), 0, -1])
    func `another count drops every row`(count: Int64) async throws {
        let clients = remembered()
        try await clients.refresh(counter)
        #expect(try await clients.client(withID: id)?.isEnabled == true)
        put(isEnabled: false)
        counter.count.withLock { $0 = count }
        #expect(try await clients.client(withID: id)?.isEnabled == true)
        try await clients.refresh(counter)
        #expect(try await clients.client(withID: id)?.isEnabled == false)
    }

    @Test func `the first count drops what was read before it`() async throws {
        let clients = remembered()
        _ = try await clients.client(withID: id)
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        #expect(store.looks == 2)
    }

    @Test func `a row read before a change is not kept after it`() async throws {
        let clients = remembered()
        try await clients.refresh(counter)
        store.gate.close()
        let look = Task.immediate { try await clients.client(withID: id) }
        put(isEnabled: false)
        counter.count.withLock { $0 = 2 }
        try await clients.refresh(counter)
        store.gate.open()
        #expect(try await look.value?.isEnabled == true)
        #expect(try await clients.client(withID: id)?.isEnabled == false)
        #expect(store.looks == 2)
    }

    @Test func `where the store says which clients were changed, the others are kept, also while it is gone`()
        async throws
    {
        let clients = remembered()
        let other = try #require(ClientID(parsing: "other"))
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        counter.count.withLock { $0 = 2 }
        counter.changed.withLock { $0 = [other] }
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        #expect(store.looks == 1)

        put(isEnabled: false)
        counter.count.withLock { $0 = 3 }
        counter.changed.withLock { $0 = [other, id] }
        try await clients.refresh(counter)
        #expect(try await clients.client(withID: id)?.isEnabled == false)
        #expect(store.looks == 2)

        // Which it was can't be said, or must not be believed: any.
        counter.count.withLock { $0 = 4 }
        counter.changed.withLock { $0 = nil }
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        #expect(store.looks == 3)
        counter.changed.withLock { $0 = [] }
        try await clients.refresh(counter, anew: true)
        _ = try await clients.client(withID: id)
        #expect(store.looks == 4)
    }

    @Test func `a row of a client that is named as changed, read before, is not kept`() async throws {
        let clients = remembered()
        try await clients.refresh(counter)
        store.gate.close()
        let look = Task.immediate { try await clients.client(withID: id) }
        put(isEnabled: false)
        counter.count.withLock { $0 = 2 }
        counter.changed.withLock { $0 = [id] }
        try await clients.refresh(counter)
        store.gate.open()
        #expect(try await look.value?.isEnabled == true)
        #expect(try await clients.client(withID: id)?.isEnabled == false)
        #expect(store.looks == 2)
    }

    @Test func `whoever asks after a change doesn't join a look-up from before it`() async throws {
        let clients = remembered()
        try await clients.refresh(counter)
        store.gate.close()
        let before = Task.immediate { try await clients.client(withID: id) }
        put(isEnabled: false)
        counter.count.withLock { $0 = 2 }
        try await clients.refresh(counter)
        let after = Task.immediate { try await clients.client(withID: id) }
        store.gate.open()
        #expect(try await before.value?.isEnabled == true)
        #expect(try await after.value?.isEnabled == false)
        #expect(try await clients.client(withID: id)?.isEnabled == false)
        #expect(store.looks == 2)
    }

    @Test func `a count asked before a change confirms nothing after it`() async throws {
        let clients = remembered(ttl: .seconds(10))
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        counter.gate.close()
        let refresh = Task.immediate { try await clients.refresh(counter) }
        put(isEnabled: false)
        clock.advance(by: .seconds(10))
        counter.gate.open()
        try await refresh.value
        #expect(try await clients.client(withID: id)?.isEnabled == false)
    }

    @Test func `a confirmation that comes late takes nothing back`() async throws {
        let clients = remembered()
        let start = clock.uptime()
        clients.take(ChangedClients(count: 1, clients: nil), since: nil, at: start)
        _ = try await clients.client(withID: id)
        clients.take(ChangedClients(count: 1, clients: []), since: 1, at: start + .seconds(200))
        clients.take(ChangedClients(count: 1, clients: []), since: 1, at: start + .seconds(100))
        clock.advance(by: .seconds(499))
        _ = try await clients.client(withID: id)
        #expect(store.looks == 1)
    }

    @Test func `what it says is current as long as the store can be asked`() async throws {
        let clients = remembered()
        #expect(clients.isCurrent)
        try await clients.refresh(counter)
        #expect(clients.isCurrent)
        counter.count.withLock { $0 = nil }
        await #expect(throws: StoreFailure.self) { try await clients.refresh(counter) }
        #expect(!clients.isCurrent)
        counter.count.withLock { $0 = 1 }
        try await clients.refresh(counter)
        #expect(clients.isCurrent)
    }

    @Test func `without the store rows answer until their time is over, then it fails`() async throws {
        let clients = remembered()
        try await clients.refresh(counter)
        _ = try await clients.client(withID: id)
        store.state.withLock { $0.failure = StoreFailure(.unavailable) }
        counter.count.withLock { $0 = nil }
        clock.advance(by: .seconds(299))
        await #expect(throws: StoreFailure.self) { try await clients.refresh(counter) }
        #expect(try await clients.client(withID: id) != nil)
        clock.advance(by: .seconds(1))
        await #expect { try await clients.client(withID: id) } throws: {
            ($0 as? StoreFailure)?.code == .unavailable
        }
        store.state.withLock { $0.failure = nil }
        #expect(try await clients.client(withID: id) != nil)
    }

    @Test func `look-ups of one client share one`() async throws {
        let clients = remembered()
        store.gate.close()
        let looks = (0..<20).map { _ in Task.immediate { try await clients.client(withID: id) } }
        #expect(store.looks == 1)
        let other = Task.immediate { try await clients.client(withID: Memory.id("other")) }
        #expect(store.looks == 2)
        store.gate.open()
        for look in looks { #expect(try await look.value?.id == id) }
        #expect(try await other.value == nil)
    }

    @Test func `one who is cancelled takes nobody along`() async throws {
        let clients = remembered()
        store.gate.close()
        let first = Task.immediate { try await clients.client(withID: id) }
        let second = Task.immediate { try await clients.client(withID: id) }
        first.cancel()
        store.gate.open()
        await #expect(throws: StoreFailure.self) { try await first.value }
        #expect(try await second.value?.id == id)
        #expect(store.looks == 2)
    }

    private static let changes: [@Sendable (RememberedClients, ClientID) async throws -> Void] = [
        { try await $0.update($1) { $0.isEnabled = false } },
        { try await $0.remove($1) },
        { clients, id in
            try await clients.replaceHash(ofSecret: "", of: id, old: Memory.hash("a"), new: Memory.hash("b"))
        },
        { clients, id in
            guard let client = try await clients.client(withID: id) else { return }
            try await clients.add(client)
        },
    ]

    @Test(arguments: changes.indices)
    func `whoever changes a client here finds it changed`(change: Int) async throws {
        let clients = remembered()
        _ = try await clients.client(withID: id)
        try await Self.changes[change](clients, id)
        let stored = store.state.withLock { $0.clients[id] }
        let looks = store.looks
        #expect(try await clients.client(withID: id) == stored)
        #expect(store.looks == looks + 1)
    }

    @Test func `a change that fails drops the row too`() async throws {
        let clients = remembered()
        _ = try await clients.client(withID: id)
        await #expect(throws: ClientStoreError.self) {
            try await clients.update(id) { _ throws(ClientRefusal) in throw .overlap }
        }
        _ = try await clients.client(withID: id)
        #expect(store.looks == 2)
    }

    @Test func `it holds so many rows`() async throws {
        let clients = remembered(capacity: 2)
        for name in ["a", "b", "c"] {
            put(name)
            _ = try await clients.client(withID: Memory.id(name))
        }
        #expect(store.looks == 3)
        _ = try await clients.client(withID: Memory.id("c"))
        #expect(store.looks == 3)
        _ = try await clients.client(withID: Memory.id("a"))
        #expect(store.looks == 4)
        #expect(try await clients.clients(after: nil, limit: 2).map(\.id.description) == ["a", "b"])
    }

    @Test func `the answer from a remembered row doesn't suspend`() async throws {
        let clients = remembered()
        _ = try await clients.client(withID: id)
        let done = MemoryCount()
        let task = Task.immediate {
            _ = try await clients.client(withID: id)
            done.add()
        }
        #expect(done.value == 1)
        try await task.value
    }
}
