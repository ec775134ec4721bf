public import SteelcutDomain

/// A store that clients are imported into.
public typealias ImportTarget = Ports.ChangeCounter & Ports.ClientIntake & Ports.ClientStore & Ports.HashCosts

extension Promise where Subject == any ImportTarget {
    /// All that a store promises which takes many clients at once and knows what their hashes cost.
    public static var all: [Self] { intake + costs }

    static var intake: [Self] {
        [
            Self("clients that are added at once are found as they were given") { store in
                let clients = try ["a", "b", "c"].map(SampleClients.full)
                try expect(try await store.addAbsent(clients).isEmpty, "none of them was there")
                for client in clients { try expectSame(try await store.client(withID: client.id), client) }
            },
            Self("whoever has an ID keeps it and is returned; the others are added") { store in
                let present = try SampleClients.full("b")
                try await store.add(present)
                let others = try ["a", "b", "c"].map(SampleClients.client)
                let found = try await store.addAbsent(others)
                try expect(found == [present], "the one that was there is returned as it is")
                try expectSame(try await store.client(withID: present.id), present)
                for client in [others[0], others[2]] {
                    try expectSame(try await store.client(withID: client.id), client)
                }
            },
            Self("a second time, nothing is added and nothing counts as a change") { store in
                let clients = try (1...20).map { try SampleClients.client("client \($0)") }
                _ = try await store.addAbsent(clients)
                let count = try await store.changeCount()
                try expect(Set(try await store.addAbsent(clients)) == Set(clients), "all of them were there")
                try expect(try await store.changeCount() == count, "nothing has changed")
            },
            Self("none is added where one has two secrets without a selector") { store in
                var clients = try ["a", "b"].map(SampleClients.full)
                clients[1].secrets.append(try SampleClients.secret("00000000000000f6", selector: nil))
                let wanted = clients
                let thrown = try await refusal(StoreFailure.self) { _ = try await store.addAbsent(wanted) }
                try expect(thrown?.code == .failed, "it throws .failed")
                try expect(try await store.clients(after: nil, limit: 9).isEmpty, "none is there")
            },
            Self("of many who add the same clients at once, each client is added by one") { store in
                let clients = try (10...30).map { try SampleClients.client("client \($0)") }
                let found = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 1...4 { group.addTask { try await store.addAbsent(clients).count } }
                    return try await group.reduce(0, +)
                }
                try expect(found == 3 * clients.count, "three of four find each client there")
                try expect(try await store.clients(after: nil, limit: 100) == clients, "each is there once")
            },
        ]
    }

    static var costs: [Self] {
        [
            Self("secrets without a selector are counted by cost, those that live") { store in
                let end = Timestamp(seconds: 2_000_000_000)
                func secrets(_ cost: String, _ id: String, expires: Timestamp? = nil) throws -> [StoredSecret] {
                    let hash = try SampleClients.hash("$argon2id$v=19$\(cost)$c2FsdHNhbHQ\(id)$aGFzaA")
                    return [
                        StoredSecret(
                            id: "00000000000000a1", selector: nil, hash: hash, created: SampleClients.created,
                            expires: expires)
                    ]
                }
                func add(_ id: String, _ secrets: [StoredSecret]) async throws {
                    var client = try SampleClients.client(id)
                    client.secrets = secrets
                    try await store.add(client)
                }
                try await store.add(try SampleClients.client("e"))
                let empty = try await store.hashCosts(at: end)
                try expect(empty.shares.isEmpty && empty.clients == 0, "where there is no share nobody counts")
                try await add("a", secrets("m=65536,t=3,p=4", "a"))
                try await add("b", secrets("m=65536,t=3,p=4", "b"))
                try await add("c", secrets("m=19456,t=2,p=1", "c"))
                try await add("d", secrets("m=65536,t=3,p=4", "d", expires: end))
                let shares = try await store.hashCosts(at: end)
                try expect(shares.clients == 5, "every client counts")
                try expect(shares.shares.map(\.clients) == [1, 2], "in the order of their costs as text")
                let prefixes = ["$argon2id$v=19$m=19456,t=2,p=1$", "$argon2id$v=19$m=65536,t=3,p=4$"]
                try expect(
                    zip(shares.shares, prefixes).allSatisfy { $0.sample.encoded.hasPrefix($1) },
                    "a sample is a hash of its cost")
                let before = try await store.hashCosts(at: SampleClients.created)
                try expect(before.shares.map(\.clients) == [1, 3], "what has not ended yet counts")
                try expect(shares.key == empty.key && shares.key.count >= 32, "the key stays")
            }
        ]
    }
}
