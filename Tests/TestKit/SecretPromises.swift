import SteelcutDomain

extension Promise where Subject == any Ports.ClientStore {
    static var secrets: [Self] {
        [
            Self("a client with two secrets without a selector is refused, and nothing is written") { store in
                var client = try SampleClients.full("imported")
                let second = try SampleClients.secret("00000000000000f6", selector: nil)
                client.secrets.append(second)
                guard
                    case .refused(.severalWithoutSelector) = try await refusal(
                        ClientStoreError.self, of: { try await store.add(client) })
                else { throw PromiseBroken(expectation: "it throws .refused", file: #fileID, line: #line) }
                try expect(try await store.client(withID: client.id) == nil, "it is not there")

                client.secrets.removeLast()
                try await store.add(client)
                let thrown = try await refusal(ClientStoreError.self) {
                    try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                        client.isEnabled.toggle()
                        client.secrets.append(second)
                    }
                }
                guard case .refused(.severalWithoutSelector) = thrown else {
                    throw PromiseBroken(expectation: "it throws .refused", file: #fileID, line: #line)
                }
                try expectSame(try await store.client(withID: client.id), client)
            },
            Self("a secret without a selector may take the place of another") { store in
                let client = try SampleClients.full("imported")
                try await store.add(client)
                let other = try SampleClients.secret("00000000000000f6", selector: nil)
                let returned = try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                    client.secrets.removeAll { $0.selector == nil }
                    client.secrets.insert(other, at: 0)
                }
                try expect(returned.secrets.map(\.id).first == other.id, "it is there")
                try expectSame(try await store.client(withID: client.id), returned)
            },
            Self("twenty secrets come back in their order, with all that is kept of them") { store in
                var client = try SampleClients.client("many")
                client.secrets = try (10..<30).map { number in
                    var secret = try SampleClients.secret(
                        "00000000000000\(number)", selector: "abcD\(number)", hint: "-_\(number)",
                        created: Timestamp(microseconds: SampleClients.created.microseconds + Int64(number)))
                    if number < 20 { secret.end(at: SampleClients.created) }
                    return secret
                }
                try await store.add(client)
                try expectSame(try await store.client(withID: client.id), client)
                let returned = try await store.update(client.id) { (client: inout Client) throws(ClientRefusal) in
                    for index in client.secrets.indices { client.secrets[index].end(at: Timestamp(seconds: 7)) }
                }
                try expect(
                    returned.secrets.map(\.ended).suffix(10).allSatisfy { $0 == Timestamp(seconds: 7) }, "all are ended"
                )
                try expectSame(try await store.client(withID: client.id), returned)
            },
        ]
    }
}
