import SteelcutDomain
import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct RemoteKeySetTests {
    @Test func `a flood of unknown keys causes one fetch in ten seconds`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(key))])
        try await site.withKeys { server, source async throws in
            func flood() async throws {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<100 {
                        group.addTask { try await source.verifiers(named: KeyID(parsing: "unknown-\(number)")).count }
                    }
                    for try await count in group { #expect(count == 0) }
                }
            }
            try await flood()
            #expect(server.count(KeySetSite.keys) == 2)
            site.clock.advance(.milliseconds(9999))
            try await flood()
            #expect(server.count(KeySetSite.keys) == 2)
            site.clock.advance(.milliseconds(1))
            try await flood()
            #expect(server.count(KeySetSite.keys) == 3)
            #expect(try await source.names(key.id) == [key.id])
            #expect(server.count(KeySetSite.keys) == 3)
        }
    }

    @Test func `a flood against a key endpoint that fails is bounded, too`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(key))])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = ScriptedServer.Answer(500)
            for number in 0..<50 { #expect(try await source.names(KeyID(parsing: "unknown-\(number)")).isEmpty) }
            #expect(server.count(KeySetSite.keys) == 2)
            #expect(source.health == (true, true))
            #expect(try await source.names(key.id) == [key.id])
        }
    }

    @Test func `a key that was published since is found by the token that names it`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey(.edDSA))
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(old))])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = .json(clientKeySet(old, new))
            #expect(try await source.names(new.id) == [new.id])
            #expect(try await source.names(old.id) == [old.id])
            #expect(try await source.names(nil) == [old.id, new.id])
            #expect(server.count(KeySetSite.keys) == 2)
        }
    }

    @Test func `all tokens of a key that was published since wait for the one fetch`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(old))])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = .json(clientKeySet(old, new))
            let gate = ClientGate()
            site.hold(with: gate)
            // Each runs here until it waits.
            let asking = (0..<20).map { _ in Task.immediate { try await source.names(new.id) } }
            try await eventually("the fetch is under way") { gate.arrivals == 1 }
            gate.open()
            for task in asking { #expect(try await task.value == [new.id]) }
            #expect(server.count(KeySetSite.keys) == 2)
        }
    }

    @Test(arguments: [(mayBegin: true, fetches: 2), (mayBegin: false, fetches: 3)])
    func `a background fetch under way that brings the key is waited for, and enough`(
        _ row: (mayBegin: Bool, fetches: Int)
    ) async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(old))])
        try await site.withKeys { server, source async throws in
            if !row.mayBegin { #expect(try await source.names(KeyID(parsing: "unknown")) == []) }
            site[KeySetSite.keys] = .json(clientKeySet(old, new))
            let gate = try await site.heldFetch()
            // Runs here until it waits for that fetch.
            let found = Task.immediate { try await source.names(new.id) }
            gate.open()
            #expect(try await found.value == [new.id])
            #expect(server.count(KeySetSite.keys) == row.fetches)
        }
    }

    @Test func `while fetching fails one waits, and the others are told at once`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(key))])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = ScriptedServer.Answer(500)
            try await site.fetchAgain()
            let gate = ClientGate()
            site.hold(with: gate)
            let first = Task.immediate { try await source.names(KeyID(parsing: "unknown")) }
            try await eventually("the fetch is under way") { gate.arrivals == 1 }
            let told = Mutex(false)
            // Runs here until it first suspends: what is set behind it was answered without suspending.
            let second = Task.immediate {
                let found = try await source.names(KeyID(parsing: "another"))
                told.withLock { $0 = found.isEmpty }
            }
            #expect(told.withLock { $0 })
            gate.open()
            try await second.value
            #expect(try await first.value == [])
        }
    }

    @Test func `background fetches are apart from that limit`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(old))])
        try await site.withKeys { server, source async throws in
            #expect(try await source.names(KeyID(parsing: "unknown")) == [])
            site[KeySetSite.keys] = .json(clientKeySet(new))
            #expect(try await source.names(new.id) == [])
            try await site.fetchAgain()
            #expect(server.count(KeySetSite.keys) == 3)
            #expect(try await source.names(new.id) == [new.id])
        }
    }

    @Test func `a fetch that began before does not count for a key published meanwhile`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(old))])
        try await site.withKeys { server, source async throws in
            let gate = try await site.heldFetch()
            site[KeySetSite.keys] = .json(clientKeySet(old, new))
            // Runs here until it waits for that fetch.
            let found = Task.immediate { try await source.names(new.id) }
            gate.open()
            #expect(try await found.value == [new.id])
            #expect(server.count(KeySetSite.keys) == 3)
        }
    }

    @Test func `a known key is answered at once, while a fetch hangs`() async throws {
        let key = try ClientTestKey()
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(key))])
        try await site.withKeys { server, source async throws in
            let gate = ClientGate()
            site.hold(with: gate)
            let waiting = Task { try await source.names(KeyID(parsing: "unknown")) }
            try await eventually("the fetch is under way") { gate.arrivals == 1 }
            for name in [key.id, nil] {
                let count = Mutex<Int?>(nil)
                // Runs here until it first suspends: what is set behind it was answered without suspending.
                let asking = Task.immediate {
                    let found = try await source.verifiers(named: name).count
                    count.withLock { $0 = found }
                }
                #expect(count.withLock { $0 } == 1)
                try await asking.value
            }
            gate.open()
            #expect(try await waiting.value == [])
        }
    }

    @Test func `whoever stops waiting does not stop the fetch`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey())
        let site = KeySetSite([KeySetSite.keys: .json(clientKeySet(old))])
        try await site.withKeys { server, source async throws in
            site[KeySetSite.keys] = .json(clientKeySet(new))
            let gate = ClientGate()
            site.hold(with: gate)
            let waiting = Task { try await source.names(new.id) }
            try await eventually("the fetch is under way") { gate.arrivals == 1 }
            waiting.cancel()
            gate.open()
            _ = try await waiting.value
            #expect(try await source.names(new.id) == [new.id])
            #expect(server.count(KeySetSite.keys) == 2)
        }
    }
}
