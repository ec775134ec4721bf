public import SteelcutDomain

/// A change counter with the stores whose changes it counts.
public struct CountedStore: Sendable {
    /// The counter.
    public let counter: any Ports.ChangeCounter
    /// The clients that it counts, fresh and empty.
    public let clients: any Ports.ClientStore
    /// The same clients through another connection, or the same store where there is but one way in.
    public let elsewhere: any Ports.ClientStore
    /// The keys that it counts; `nil` where they are kept elsewhere.
    public let keys: KeyStoreSubject?

    /// Puts a subject together.
    public init(
        counter: any Ports.ChangeCounter, clients: any Ports.ClientStore, elsewhere: any Ports.ClientStore,
        keys: KeyStoreSubject? = nil
    ) {
        self.counter = counter
        self.clients = clients
        self.elsewhere = elsewhere
        self.keys = keys
    }

    /// Throws `PromiseBroken` unless the count grows with `change`, and then stays.
    func expectGrowth(
        _ what: String, of clients: [ClientID] = [], file: StaticString = #fileID, line: UInt = #line,
        _ change: () async throws -> Void
    ) async throws {
        let before = try await counter.changeCount()
        try await change()
        let after = try await counter.changeCount()
        try expect(after > before, "the count grows with \(what)", file: file, line: line)
        let changed = try await counter.changedClients(since: before)
        try expect(changed.count == after, "who asks what has changed is told the count, too", file: file, line: line)
        if let named = changed.clients {
            try expect(Set(clients) == named, "\(what) names \(clients), not \(named)", file: file, line: line)
        }
        let still = try await counter.changedClients(since: after)
        try expect(
            still == ChangedClients(count: after, clients: []), "nothing has changed since", file: file, line: line)
        for other in [after + 1, after - 5_000, .min, .max] {
            let changed = try await counter.changedClients(since: other)
            try expect(
                changed == ChangedClients(count: after, clients: nil), "since \(other) anything may have changed")
        }
        try expect(try await counter.changeCount() == after, "and then stays", file: file, line: line)
    }

    /// Throws `PromiseBroken` unless the count stays.
    func expectRest(
        _ what: String, file: StaticString = #fileID, line: UInt = #line, _ body: () async throws -> Void
    ) async throws {
        let before = try await counter.changeCount()
        try await body()
        try expect(try await counter.changeCount() == before, "the count stays for \(what)", file: file, line: line)
    }
}

extension Promise where Subject == CountedStore {
    /// All that a change counter promises.
    public static var all: [Self] {
        [
            Self("the count grows with every change of a client") { try await changes($0, through: $0.clients) },
            Self("the count grows with what another connection changed") {
                try await changes($0, through: $0.elsewhere)
            },
            Self("the count grows with every change of a key") { subject in
                guard let keys = subject.keys else { return }
                let key = try keys.key(created: 1, signsFrom: 2)
                try await subject.expectGrowth("an added key") { try await keys.store.add(key) }
                try await subject.expectGrowth("an ended key") {
                    try await keys.store.end(key.record.keyID, at: Timestamp(microseconds: 3))
                }
            },
            Self("the count stays where nothing changes") { subject in
                let client = try SampleClients.full("still")
                let nobody = try SampleClients.clientID("nobody")
                try await subject.clients.add(client)
                try await subject.expectRest("lookups and pages") {
                    for store in [subject.clients, subject.elsewhere] {
                        _ = try await store.client(withID: client.id)
                        _ = try await store.client(withID: nobody)
                        _ = try await store.clients(after: nil, limit: 10)
                    }
                }
                try await subject.expectRest("refused changes") {
                    _ = try await refusal(ClientStoreError.self) { try await subject.clients.add(client) }
                    _ = try await refusal(ClientStoreError.self) { try await subject.clients.remove(nobody) }
                    _ = try await refusal(ClientStoreError.self) {
                        try await subject.clients.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                            client.isEnabled.toggle()
                            throw .overlap
                        }
                    }
                }
            },
        ]
    }

    private static func changes(_ subject: CountedStore, through store: any Ports.ClientStore) async throws {
        let client = try SampleClients.full("counted")
        try await subject.expectGrowth("an added client", of: [client.id]) { try await store.add(client) }
        try await subject.expectGrowth("an updated client", of: [client.id]) {
            try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                client.isEnabled.toggle()
            }
        }
        try await subject.expectGrowth("another resource to ask about", of: [client.id]) {
            try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                client.introspects.removeLast()
            }
        }
        try await subject.expectGrowth("an ended secret", of: [client.id]) {
            try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                client.secrets[1].end(at: Timestamp(seconds: 5))
            }
        }
        try await subject.expectGrowth("a dropped secret", of: [client.id]) {
            try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                client.secrets.removeLast()
            }
        }
        try await subject.expectGrowth("a removed client", of: [client.id]) { try await store.remove(client.id) }
    }
}
