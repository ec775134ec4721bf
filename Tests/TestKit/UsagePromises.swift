public import SteelcutDomain

/// A store of clients that remembers how their secrets are used.
public typealias UsageStore = Ports.ChangeCounter & Ports.ClientStore & Ports.UsageLog

extension Promise where Subject == any UsageStore {
    /// All that a store promises which remembers how secrets are used.
    public static var all: [Self] { noting + keeping }

    static var noting: [Self] {
        [
            Self("uses add up: the first is the earliest and the last the latest, in whatever order they are noted") {
                store in
                let owner = try await store.addOwners(["a"])[0]
                try expect(try await store.usage(ofSecretsOf: owner.client).isEmpty, "nothing is noted at first")
                for usage in [
                    UsageSamples.usage(2, 50, 60), UsageSamples.usage(1, 70, 70), UsageSamples.usage(3, 10, 20),
                ] {
                    try await store.note([owner: usage])
                }
                let found = try await store.usage(ofSecretsOf: owner.client)
                try expect(found == [owner.secretID: UsageSamples.usage(6, 10, 70)], "not \(found)")
            },
            Self("each secret's uses are its own") { store in
                let owners = try await store.addOwners(["a", "b"])
                try await store.note([owners[0]: UsageSamples.usage(1, 1, 1), owners[3]: UsageSamples.usage(2, 5, 6)])
                let (first, second) = (owners[0].client, owners[3].client)
                try expect(
                    try await store.usage(ofSecretsOf: first) == [owners[0].secretID: UsageSamples.usage(1, 1, 1)],
                    "the first client's")
                try expect(
                    try await store.usage(ofSecretsOf: second) == [owners[3].secretID: UsageSamples.usage(2, 5, 6)],
                    "the second client's")
            },
            Self("uses of what is not there are nobody's, and the others of the call are noted") { store in
                let owner = try await store.addOwners(["a"])[0]
                let strangers = [
                    SecretCheck.Owner(client: owner.client, secretID: "00000000000000ff"),
                    SecretCheck.Owner(client: try SampleClients.clientID("nobody"), secretID: owner.secretID),
                ]
                let usage = UsageSamples.usage(1, 5, 5)
                try await store.note([strangers[0]: usage, owner: usage, strangers[1]: usage])
                try await store.note([:])
                try expect(try await store.usage(ofSecretsOf: owner.client) == [owner.secretID: usage], "one is noted")
                try expect(try await store.usage(ofSecretsOf: strangers[1].client).isEmpty, "of nobody nothing")
            },
            Self("a thousand at once are noted") { store in
                let owners = try await store.addOwners((0..<500).map { "client \($0)" })
                try await store.note(Dictionary(uniqueKeysWithValues: owners.map { ($0, UsageSamples.usage(7, 1, 2)) }))
                for owner in [owners[0], owners[499], owners[999]] {
                    let found = try await store.usage(ofSecretsOf: owner.client)[owner.secretID]
                    try expect(found == UsageSamples.usage(7, 1, 2), "not \(String(describing: found))")
                }
            },
            Self("of uses noted at once, none is lost") { store in
                let owners = try await store.addOwners(["a", "b", "c"])
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...20 {
                        group.addTask {
                            let usage = UsageSamples.usage(1, number, number)
                            try await store.note(Dictionary(uniqueKeysWithValues: owners.map { ($0, usage) }))
                        }
                    }
                    try await group.waitForAll()
                }
                for owner in owners {
                    let found = try await store.usage(ofSecretsOf: owner.client)[owner.secretID]
                    try expect(found == UsageSamples.usage(20, 1, 20), "not \(String(describing: found))")
                }
            },
        ]
    }

    static var keeping: [Self] {
        [
            Self("a noted use changes neither the client nor the count of changes") { store in
                let owner = try await store.addOwners(["a"])[0]
                let before = try await store.changeCount()
                let client = try await store.client(withID: owner.client)
                try await store.note([owner: UsageSamples.usage(1, 5, 5)])
                try expect(try await store.changeCount() == before, "the count stays")
                try expect(try await store.client(withID: owner.client) == client, "the client stays")
            },
            Self("what is noted outlives changes of the client, and goes with its secret") { store in
                let owners = try await store.addOwners(["a"])
                let (id, usage) = (owners[0].client, UsageSamples.usage(1, 5, 5))
                try await store.note([owners[0]: usage, owners[1]: usage])
                try await store.update(id) { (client: inout Client) throws(ClientRefusal) in
                    client.secrets.reverse()
                    client.secrets[0].end(at: SampleClients.created)
                }
                try expect(try await store.usage(ofSecretsOf: id).count == 2, "both are still noted")
                let gone = try require(try await store.client(withID: id), "the client").secrets[0]
                try await store.update(id) { (client: inout Client) throws(ClientRefusal) in
                    client.secrets.removeFirst()
                }
                try expect(try await store.usage(ofSecretsOf: id)[gone.id] == nil, "it is gone with its secret")
                try await store.update(id) { (client: inout Client) throws(ClientRefusal) in
                    client.secrets.append(gone)
                }
                let left = try await store.usage(ofSecretsOf: id)
                try expect(left[gone.id] == nil && left.count == 1, "one of the same ID begins without")
            },
            Self("a client that was removed leaves nothing to the next one of its ID") { store in
                let owner = try await store.addOwners(["a"])[0]
                try await store.note([owner: UsageSamples.usage(1, 5, 5)])
                try await store.remove(owner.client)
                try expect(try await store.usage(ofSecretsOf: owner.client).isEmpty, "of nobody nothing")
                _ = try await store.addOwners(["a"])
                try expect(try await store.usage(ofSecretsOf: owner.client).isEmpty, "of the next one nothing")
            },
        ]
    }
}

private enum UsageSamples {
    /// So many uses between two moments, in microseconds that no rounding keeps by chance.
    static func usage(_ count: Int, _ first: Int, _ last: Int) -> SecretUsage {
        func time(_ second: Int) -> Timestamp {
            Timestamp(microseconds: SampleClients.created.microseconds + Int64(second) * 1_000_001)
        }
        return SecretUsage(count: count, first: time(first), last: time(last))
    }
}

extension Ports.ClientStore {
    /// Adds clients of two secrets each, whose IDs are the same for all, and returns whose they are.
    fileprivate func addOwners(_ ids: [String]) async throws -> [SecretCheck.Owner] {
        var owners: [SecretCheck.Owner] = []
        for id in ids {
            var client = try SampleClients.client(id)
            client.secrets.append(try SampleClients.secret("00000000000000e5", selector: "ghiJKL"))
            try await add(client)
            owners += client.secrets.map { SecretCheck.Owner(client: client.id, secretID: $0.id) }
        }
        return owners
    }
}
