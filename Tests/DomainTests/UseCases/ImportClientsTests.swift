import SteelcutDomain
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// What becomes of the rows of another system's table.
@Suite struct ImportClientsTests {
    let clock = ManualClock()
    let store: UseCaseClients
    let use: ImportClients

    init() throws {
        store = UseCaseClients([])
        use = try Self.use(store, clock)
    }

    static func use(_ store: UseCaseClients, _ clock: ManualClock, hasAudience: Bool = false) throws -> ImportClients {
        ImportClients(
            clients: store, intake: store, hashes: Inspector(), digest: try OpenSSLDigest(), clock: clock,
            hasAudience: hasAudience)
    }

    static func row(
        _ id: String?, grant: String? = "client_credentials", hash: String? = "$good", resource: String? = "api_v0.0.1"
    ) -> ImportRow { ImportRow(grantType: grant, clientID: id, hash: hash, resource: resource) }

    func outcomes(_ rows: [ImportRow], dryRun: Bool = false) async throws -> [ImportReport.Outcome] {
        try await use(rows, dryRun: dryRun).entries.map(\.outcome)
    }

    @Test func `a row becomes a client that has what the row says, and its name is its ID`() async throws {
        #expect(try await outcomes([Self.row("c1", grant: "another grant type", resource: "a b")]) == [.imported])
        let client = try #require(store.all.first)
        #expect(client.id.description == "c1" && client.name.description == "c1")
        #expect(client.grantTypes.map(\.description) == ["another grant type"])
        #expect(client.resources.map(\.description) == ["a b"])
        #expect(client.scopes.isEmpty && client.isEnabled && client.created == clock.now())
        let secret = try #require(client.secrets.first)
        #expect(client.secrets.count == 1)
        #expect(secret.selector == nil && secret.hash.encoded == "$good" && secret.expires == nil)
        #expect(secret.id.utf8.count == 16)
    }

    @Test(
        arguments: [
            (ImportClientsTests.row(nil), ImportRefusal.clientID), (ImportClientsTests.row(""), .clientID),
            (ImportClientsTests.row("é"), .clientID), (ImportClientsTests.row("a\u{0}"), .clientID),
            (ImportClientsTests.row("   "), .clientID),
            (ImportClientsTests.row(String(repeating: "x", count: 513)), .clientID),
            (ImportClientsTests.row("c", grant: nil), .grantType), (ImportClientsTests.row("c", grant: ""), .grantType),
            (ImportClientsTests.row("c", grant: " x"), .grantType),
            (ImportClientsTests.row("c", resource: nil), .noResource),
            (ImportClientsTests.row("c", resource: ""), .noResource),
            (ImportClientsTests.row("c", resource: " x"), .resource),
            (ImportClientsTests.row("c", resource: "https://a.example/#f"), .resource),
            (ImportClientsTests.row("c", hash: nil), .hashForm),
            (ImportClientsTests.row("c", hash: "plain"), .hashForm),
            (ImportClientsTests.row("c", hash: "$bad"), .hashForm),
            (ImportClientsTests.row("c", hash: "$dear"), .hashCost),
        ] as [(ImportRow, ImportRefusal)])
    func `a row that can't be taken is refused, and the others are taken`(
        _ case: (row: ImportRow, refusal: ImportRefusal)
    ) async throws {
        let report = try await use([Self.row("d1"), `case`.row, Self.row("d2")], dryRun: false)
        #expect(report.entries.map(\.outcome).contains(.refused(`case`.refusal)))
        #expect(!report.isComplete)
        #expect(store.all.map(\.id.description) == ["d1", "d2"])
    }

    @Test func `a client needs no resource where the server has an audience`() async throws {
        let use = try Self.use(store, clock, hasAudience: true)
        let report = try await use([Self.row("c1", resource: ""), Self.row("c2", resource: nil)], dryRun: false)
        #expect(report.isComplete)
        #expect(store.all.map(\.resources.count) == [0, 0])
    }

    @Test func `of rows that share an ID none is taken`() async throws {
        let rows = [Self.row("c1"), Self.row("c2", hash: "$bad"), Self.row("c1"), Self.row("c2"), Self.row("c3")]
        #expect(
            try await outcomes(rows)
                == Array(repeating: .refused(.duplicate), count: 4) + [.imported])
        #expect(store.all.map(\.id.description) == ["c3"])
    }

    @Test func `a dry run says the same and writes nothing`() async throws {
        try await store.add(try Sample.client("c1"))
        let rows = [Self.row("c1"), Self.row("c2"), Self.row("c3", hash: nil)]
        let before = store.all
        let dry = try await use(rows, dryRun: true).entries
        #expect(store.all == before)
        #expect(try await use(rows, dryRun: false).entries == dry)
        #expect(store.all.count == 2)
    }

    @Test func `a second time nothing changes, also when the hash was renewed and the client given more`()
        async throws
    {
        let rows = [Self.row("c1"), Self.row("c2")]
        _ = try await use(rows, dryRun: false)
        #expect(try await outcomes(rows) == [.unchanged, .unchanged])
        let id = try Sample.id("c1")
        _ = try await store.update(id) { client in
            if let hash = SecretHash(encoded: "$renewed") { client.secrets[0].hash = hash }
            if let name = ClientName(parsing: "Jane Doe") { client.name = name }
            client.isEnabled = false
        }
        let now = store.all
        clock.advance(bySeconds: 60)
        #expect(try await outcomes(rows) == [.unchanged, .unchanged])
        #expect(store.all == now)
    }

    @Test func `a client that the row does not describe is told of and stays`() async throws {
        _ = try await use([Self.row("c1")], dryRun: false)
        let now = store.all
        #expect(try await outcomes([Self.row("c1", resource: "other")]) == [.differs([.resource])])
        #expect(try await outcomes([Self.row("c1", grant: "password")]) == [.differs([.grantType])])
        #expect(try await outcomes([Self.row("c1", hash: "$other")]) == [.differs([.secret])])
        #expect(store.all == now)
        // A secret that has ended is none that the client has.
        let end = clock.now()
        _ = try await store.update(try Sample.id("c1")) { $0.secrets[0].expires = end }
        #expect(try await outcomes([Self.row("c1")]) == [.differs([.secret])])
    }

    @Test func `the report is in the order of the IDs and shows no hash`() async throws {
        let report = try await use([Self.row("b"), Self.row(nil), Self.row("a", hash: "$bad")], dryRun: true)
        #expect(report.entries.map(\.id) == [nil, "a", "b"])
        var dumped = ""
        dump(Self.row("x", hash: "$bad"), to: &dumped)
        #expect(!dumped.contains("$") && !"\(Self.row("x"))".contains("$"))
    }

    @Test(
        arguments: [
            ("stored_tokens", "stored_tokens"), ("Public.T", "Public.T"), ("a b; DROP", "a b; DROP"),
            ("\"x\"", "\"x\""),
            ("", nil), (".", nil), ("a.", nil), (".a", nil), ("a.b.c", nil), ("a\u{0}", nil), ("a\nb", nil),
            (String(repeating: "x", count: 64), nil),
        ] as [(String, String?)])
    func `a table is named with or without its schema`(_ row: (text: String, name: String?)) {
        #expect(TableName(parsing: row.text)?.description == row.name)
    }
}

/// Knows three hashes.
private struct Inspector: Ports.HashInspector {
    func defect(of hash: SecretHash) -> HashDefect? {
        switch hash.encoded {
        case "$bad": .form
        case "$dear": .cost
        default: nil
        }
    }
}

extension UseCaseClients: Ports.ClientIntake {
    func addAbsent(_ clients: [Client]) async throws(StoreFailure) -> [Client] {
        var present: [Client] = []
        for client in clients {
            if let other = try await self.client(withID: client.id) {
                present.append(other)
            } else {
                try? await add(client)
            }
        }
        return present
    }
}
