public import SteelcutDomain

extension Promise where Subject == any Ports.ClientStore {
    /// All that a client store promises.
    public static var all: [Self] { lookups + additions + identifiers + updates + secrets + removals + hashes + pages }

    static var lookups: [Self] {
        [
            Self("a client that was added is found by every later call") { store in
                let client = try SampleClients.client("a client")
                try await store.add(client)
                for _ in 1...3 { try expectSame(try await store.client(withID: client.id), client) }
                try await withThrowingTaskGroup(of: Client?.self) { group in
                    for _ in 1...8 { group.addTask { try await store.client(withID: client.id) } }
                    for try await found in group { try expectSame(found, client) }
                }
            },
            Self("an unknown ID is nil, not a failure") { store in
                let id = try SampleClients.clientID("nobody")
                try expect(try await store.client(withID: id) == nil, "an empty store has no client")
                try await store.add(try SampleClients.client("somebody"))
                try expect(try await store.client(withID: id) == nil, "another client is not taken for it")
            },
        ]
    }

    static var additions: [Self] {
        [
            Self("every field comes back as it was given") { store in
                let full = try SampleClients.full("full")
                let bare = Client(
                    id: try SampleClients.clientID("bare"), name: try SampleClients.name("b"), grantTypes: [],
                    resources: [], created: Timestamp(microseconds: 0))
                for client in [full, bare] {
                    try await store.add(client)
                    try expectSame(try await store.client(withID: client.id), client)
                }
            },
            Self("names come back byte by byte, composed and decomposed alike") { store in
                for (index, text) in ["Zo\u{EB}", "Zoe\u{308}", "\u{212A}", "K", " outer ", "\u{FEFF}x"].enumerated() {
                    var client = try SampleClients.client("name \(index)")
                    client.name = try SampleClients.name(text)
                    try await store.add(client)
                    try expectSame(try await store.client(withID: client.id), client)
                }
            },
            Self("a second client of the same ID is refused and changes nothing") { store in
                let first = try SampleClients.full("taken")
                try await store.add(first)
                let second = try SampleClients.client("taken")
                guard
                    case .duplicate(first.id) = try await refusal(
                        ClientStoreError.self, of: { try await store.add(second) })
                else {
                    throw PromiseBroken(expectation: "it throws .duplicate", file: #fileID, line: #line)
                }
                try expectSame(try await store.client(withID: first.id), first)
            },
            Self("of many who add the same ID at once, one succeeds") { store in
                let client = try SampleClients.client("wanted")
                let successes = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 1...8 {
                        group.addTask {
                            try await refusal(ClientStoreError.self, of: { try await store.add(client) }) == nil
                        }
                    }
                    return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                try expect(successes == 1, "one of eight succeeds, not \(successes)")
                try expectSame(try await store.client(withID: client.id), client)
            },
            Self("two clients may have secrets of the same ID") { store in
                let clients = [try SampleClients.client("one"), try SampleClients.client("two")]
                for client in clients { try await store.add(client) }
                for client in clients { try expectSame(try await store.client(withID: client.id), client) }
            },
        ]
    }

    static var identifiers: [Self] {
        [
            Self("an ID that looks like SQL, a pattern or an escape is just an ID") { store in
                let ids = [
                    "' OR 1=1--", "\\", "\\'; DROP TABLE clients; --", "$1", "?1", ":id", "%", "_", "\"", "''", "NULL",
                    "{}", "[\"a\"]", "\\x00", "E'\\n'", "~", String(repeating: "'", count: 512),
                ]
                for id in ids { try await store.add(try SampleClients.full(id)) }
                for id in ids {
                    let client = try SampleClients.full(id)
                    try expectSame(try await store.client(withID: client.id), client)
                }
                let page = try await store.clients(after: nil, limit: 100)
                try expect(page.count == ids.count, "each of them is one client")
            },
            Self("IDs differ by every byte: case, length, outer spaces, leading zeros") { store in
                let ids = ["abc", "ABC", "aBc", "abc ", " abc", "abcd", "ab", "1", "01", "1.0", "1e0"]
                for id in ids { try await store.add(try SampleClients.client(id)) }
                for id in ids {
                    let client = try SampleClients.client(id)
                    try expectSame(try await store.client(withID: client.id), client)
                }
                try await store.remove(try SampleClients.clientID("abc"))
                for id in ids.dropFirst() {
                    let client = try SampleClients.client(id)
                    try expectSame(try await store.client(withID: client.id), client)
                }
            },
        ]
    }

    static var removals: [Self] {
        [
            Self("a client is removed with its secrets, and its ID can be added again") { store in
                let client = try SampleClients.full("mayfly")
                let other = try SampleClients.full("other")
                try await store.add(client)
                try await store.add(other)
                try await store.remove(client.id)
                try expect(try await store.client(withID: client.id) == nil, "it is gone")
                var bare = client
                bare.secrets = []
                try await store.add(bare)
                try expectSame(try await store.client(withID: client.id), bare)
                try expectSame(try await store.client(withID: other.id), other)
            },
            Self("who removes an unknown client is told so") { store in
                let id = try SampleClients.clientID("nobody")
                guard
                    case .unknownClient(id) = try await refusal(
                        ClientStoreError.self, of: { try await store.remove(id) })
                else {
                    throw PromiseBroken(expectation: "it throws .unknownClient", file: #fileID, line: #line)
                }
            },
        ]
    }
}
