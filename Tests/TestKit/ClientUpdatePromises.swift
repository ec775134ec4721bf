import SteelcutDomain

extension Promise where Subject == any Ports.ClientStore {
    static var updates: [Self] {
        [
            Self("an update writes every field and returns what the client has become") { store in
                let before = try SampleClients.client("changing")
                let wanted = try SampleClients.full("changing")
                for (old, new) in [(before, wanted), (wanted, before)] {
                    if old == before { try await store.add(old) }
                    let returned = try await store.update(before.id) { (client: inout Client) throws(ClientRefusal) in
                        client.name = new.name
                        client.grantTypes = new.grantTypes
                        client.resources = new.resources
                        client.scopes = new.scopes
                        client.introspects = new.introspects
                        client.tokenLifetime = new.tokenLifetime
                        client.isEnabled = new.isEnabled
                        client.secrets = new.secrets
                    }
                    try expectSame(returned, new)
                    try expectSame(try await store.client(withID: new.id), new)
                }
            },
            Self("an update adds, ends, reorders and drops secrets") { store in
                let client = try SampleClients.full("secrets")
                try await store.add(client)
                let end = Timestamp(microseconds: 1_900_000_000_000_001)
                let new = try SampleClients.secret("00000000000000d4")
                let returned = try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                    client.secrets.removeFirst()
                    client.secrets.reverse()
                    for index in client.secrets.indices { client.secrets[index].expires = end }
                    client.secrets.append(new)
                }
                var expected = client
                expected.secrets = client.secrets.dropFirst().reversed().map { secret in
                    var ended = secret
                    ended.expires = end
                    return ended
                }
                expected.secrets.append(new)
                try expectSame(returned, expected)
                try expectSame(try await store.client(withID: client.id), expected)
            },
            Self("an update sees the client as it is") { store in
                let client = try SampleClients.full("seen")
                try await store.add(client)
                try await store.update(client.id) { (seen: inout Client) throws(ClientRefusal) in
                    guard seen == client else { throw .noResource }
                }
            },
            Self("a refused update leaves as .refused and writes nothing") { store in
                let client = try SampleClients.full("refused")
                try await store.add(client)
                let thrown = try await refusal(ClientStoreError.self) {
                    try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                        client.isEnabled.toggle()
                        client.secrets = []
                        throw .twoSecretsLive
                    }
                }
                guard case .refused(.twoSecretsLive) = thrown else {
                    throw PromiseBroken(expectation: "it throws .refused", file: #fileID, line: #line)
                }
                try expectSame(try await store.client(withID: client.id), client)
            },
            Self("an update of an unknown client runs nothing and says so") { store in
                let id = try SampleClients.clientID("nobody")
                let thrown = try await refusal(ClientStoreError.self) {
                    try await store.update(id) { (_: inout Client) throws(ClientRefusal) in throw .noResource }
                }
                guard case .unknownClient(id) = thrown else {
                    throw PromiseBroken(expectation: "it throws .unknownClient", file: #fileID, line: #line)
                }
                try expect(try await store.client(withID: id) == nil, "no client has come into being")
            },
            Self("of updates made at once, none is lost") { store in
                let client = try SampleClients.client("busy")
                try await store.add(client)
                let scopes = try (1...20).map { try SampleClients.scope("scope\($0)") }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for scope in scopes {
                        group.addTask {
                            try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                                client.scopes = ScopeSet(client.scopes.scopes + [scope])
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let found = try await store.client(withID: client.id)?.scopes.scopes ?? []
                try expect(Set(found) == Set(scopes), "all 20 scopes are there, not \(found.count)")
            },
        ]
    }

    static var hashes: [Self] {
        [
            Self("a hash is replaced where the old one is still stored") { store in
                let client = try SampleClients.full("rehashed")
                let new = try SampleClients.hash("$argon2id$v=19$m=65536,t=3,p=1$bmV3$bmV3")
                try await store.add(client)
                let secret = try require(client.secrets.last, "a secret")
                try await store.replaceHash(ofSecret: secret.id, of: client.id, old: secret.hash, new: new)
                var expected = client
                expected.secrets[expected.secrets.count - 1].hash = new
                try expectSame(try await store.client(withID: client.id), expected)
            },
            Self("a hash is left alone where another one is stored, or the client or secret is unknown") { store in
                let client = try SampleClients.full("rehashed")
                let other = try SampleClients.full("other")
                let new = try SampleClients.hash("$argon2id$v=19$m=65536,t=3,p=1$bmV3$bmV3")
                try await store.add(client)
                try await store.add(other)
                let secret = try require(client.secrets.last, "a secret")
                try await store.replaceHash(ofSecret: secret.id, of: client.id, old: new, new: new)
                try await store.replaceHash(ofSecret: "0000000000000000", of: client.id, old: secret.hash, new: new)
                let nobody = try SampleClients.clientID("nobody")
                try await store.replaceHash(ofSecret: secret.id, of: nobody, old: secret.hash, new: new)
                try expectSame(try await store.client(withID: client.id), client)
                try expectSame(try await store.client(withID: other.id), other)
            },
            Self("a hash is replaced for one client, not for another whose secret has the same ID") { store in
                let one = try SampleClients.client("one")
                let two = try SampleClients.client("two")
                try await store.add(one)
                try await store.add(two)
                let secret = try require(one.secrets.first, "a secret")
                let new = try SampleClients.hash("$argon2id$v=19$m=65536,t=3,p=1$bmV3$bmV3")
                try await store.replaceHash(ofSecret: secret.id, of: one.id, old: secret.hash, new: new)
                try expect(try await store.client(withID: one.id)?.secrets.first?.hash == new, "it is replaced")
                try expectSame(try await store.client(withID: two.id), two)
            },
        ]
    }
}
