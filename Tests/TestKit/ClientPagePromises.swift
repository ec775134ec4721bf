import SteelcutDomain

extension Promise where Subject == any Ports.ClientStore {
    /// IDs whose order differs between bytes and every collation of people.
    private static var ids: [String] {
        ["b", "B", "a", "A", "_", "~", "!", "10", "9", "a b", "aa", "a-b", "ab", "Z", "z", " ", "[", "{", "a_b", "a!"]
    }

    static var pages: [Self] {
        [
            Self("an empty store has an empty page") { store in
                let page = try await store.clients(after: nil, limit: 10)
                try expect(page.isEmpty, "there is no client")
                let behind = try await store.clients(after: try SampleClients.clientID("a"), limit: 1)
                try expect(behind.isEmpty, "there is no client")
            },
            Self("pages of any size list every client once, in the order of the bytes of their IDs") { store in
                for id in ids { try await store.add(try SampleClients.full(id)) }
                let expected = try ids.map { try SampleClients.full($0) }.sorted { $0.id < $1.id }
                for limit in [1, 3, ids.count - 1, ids.count, ids.count + 1, Int.max] {
                    var listed: [Client] = []
                    while true {
                        let page = try await store.clients(after: listed.last?.id, limit: limit)
                        try expect(page.count <= limit, "a page holds at most \(limit)")
                        guard !page.isEmpty, listed.count <= ids.count else { break }
                        listed += page
                    }
                    try expect(listed.map(\.id) == expected.map(\.id), "\(limit) a page: all, in order, each once")
                    for (found, client) in zip(listed, expected) { try expectSame(found, client) }
                }
            },
            Self("a page begins behind an ID that no client has") { store in
                for id in ["a", "c"] { try await store.add(try SampleClients.client(id)) }
                let page = try await store.clients(after: try SampleClients.clientID("b"), limit: 10)
                try expect(page.map(\.id.description) == ["c"], "what comes behind it, and nothing else")
            },
            Self("clients without secrets are listed, and none twice for having several") { store in
                var bare = try SampleClients.client("a")
                bare.secrets = []
                let full = try SampleClients.full("b")
                try await store.add(bare)
                try await store.add(full)
                let page = try await store.clients(after: nil, limit: 2)
                try expect(page.count == 2, "two clients are two clients")
                try expectSame(page.first, bare)
                try expectSame(page.last, full)
            },
        ]
    }
}
