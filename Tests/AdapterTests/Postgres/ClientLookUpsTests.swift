import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Synchronization
import Testing

@testable import SteelcutPostgres

@Suite struct ClientLookUpsTests {
    /// A database that answers when it is told to.
    private final class Database: Sendable {
        typealias Answer = Result<[ClientID: ClientLookUps.Found], StoreFailure>

        private struct State {
            var questions: [Set<ClientID>] = []
            var asking: [CheckedContinuation<Answer, Never>] = []
        }

        private let state = Mutex(State())

        /// All that was asked so far.
        var questions: [Set<ClientID>] { state.withLock(\.questions) }

        func ask(_ ids: Set<ClientID>) async throws(StoreFailure) -> [ClientID: ClientLookUps.Found] {
            try await withCheckedContinuation { continuation in
                state.withLock { state in
                    state.questions.append(ids)
                    state.asking.append(continuation)
                }
            }.get()
        }

        /// Answers the oldest question that is not answered.
        func answer(_ answer: Answer) {
            state.withLock { $0.asking.removeFirst() }.resume(returning: answer)
        }
    }

    @Test func `what comes while two questions are under way is asked for together, up to a hundred`() async throws {
        let database = Database()
        let lookUps = ClientLookUps(timeout: .seconds(600)) { ids, _ throws(StoreFailure) in try await database.ask(ids)
        }
        let clients = try (0..<152).map { try SampleClients.client("client \($0)") }
        let found = Dictionary(uniqueKeysWithValues: clients.map { ($0.id, ClientLookUps.Found.success($0)) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (count, client) in clients.enumerated() {
                group.addTask {
                    let found = try await lookUps.client(withID: client.id)
                    #expect(found == client)
                }
                if count < 2 { #expect(try await eventually { database.questions.count == count + 1 }) }
            }
            #expect(try await eventually { lookUps.waiting == 150 })
            for count in [3, 4] {
                database.answer(.success(found))
                #expect(try await eventually { database.questions.count == count })
            }
            for _ in 1...2 { database.answer(.success(found)) }
            try await group.waitForAll()
        }
        #expect(database.questions.map(\.count) == [1, 1, 100, 50])
        #expect(Set(database.questions.joined()).count == 152)
    }

    @Test func `a question that fails fails for those whom it was asked for, and the next is asked`() async throws {
        let database = Database()
        let lookUps = ClientLookUps(timeout: .seconds(600)) { ids, _ throws(StoreFailure) in try await database.ask(ids)
        }
        let known = try SampleClients.client("known")
        let first = Task { try await postgresFailure { _ = try await lookUps.client(withID: known.id) } }
        #expect(try await eventually { database.questions.count == 1 })
        database.answer(.failure(StoreFailure(.unavailable, cause: "gone")))
        #expect(try await first.value?.cause == "gone")

        let second = Task { try await lookUps.client(withID: known.id) }
        #expect(try await eventually { database.questions.count == 2 })
        database.answer(.success([known.id: .success(known)]))
        #expect(try await second.value == known)
    }

    @Test func `nobody waits beyond the deadline for those before`() async throws {
        // No connection is ever free: two questions wait for one, and all others for them.
        let settings = try PostgresSettings(
            connectionString: "host=127.0.0.1 port=1", timeout: .milliseconds(500), connections: 1)
        try await PostgresStore.withStore(settings) { store in
            let start = ContinuousClock.now
            try await withThrowingTaskGroup(of: StoreFailure?.self) { group in
                for number in 1...20 {
                    let id = try SampleClients.clientID("client \(number)")
                    group.addTask { try await postgresFailure { _ = try await store.client(withID: id) } }
                }
                for try await failure in group { #expect(failure?.code == .unavailable) }
            }
            #expect(ContinuousClock.now - start < .seconds(4))
        }
    }

    @Test func `asked for together, each has its own answer`() async throws {
        try await withPostgresStore(as: "steelcut_admin", connections: 1) { store, database in
            let clients = try (1...30).map { try SampleClients.client("client \($0)") }
            for client in clients { try await store.add(client) }
            let torn = clients[7]
            try await database.psql(
                "UPDATE steelcut.clients SET scopes = '{two words}' WHERE id = '\(torn.id.description)'")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in clients {
                    group.addTask {
                        if client.id == torn.id {
                            let failure = try await postgresFailure { _ = try await store.client(withID: client.id) }
                            #expect(failure?.code == .corrupt)
                        } else {
                            #expect(try await store.client(withID: client.id) == client)
                        }
                    }
                    let unknown = try SampleClients.clientID("not " + client.id.description)
                    group.addTask {
                        let found = try await store.client(withID: unknown)
                        #expect(found == nil)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
