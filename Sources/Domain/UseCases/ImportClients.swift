/// Takes clients over from another system, with the secrets they have.
///
/// Rows are taken or refused each by itself; those that are taken are written in one transaction. Nothing that is there
/// is overwritten, so that it can be done again.
public struct ImportClients: Sendable {
    let clients: any Ports.ClientStore
    let intake: any Ports.ClientIntake
    let hashes: any Ports.HashInspector
    let digest: any Ports.Digest
    let clock: any Ports.Clock
    let hasAudience: Bool

    /// Composes the use case.
    ///
    /// - Parameters:
    ///   - clients: Where to look what is there, for a dry run.
    ///   - intake: Where clients are added; the same store.
    ///   - hashes: Says which hashes can be used.
    ///   - digest: Names secrets by their hashes.
    ///   - clock: Says when the clients were registered here.
    ///   - hasAudience: The server names a resource for clients that have none.
    public init(
        clients: any Ports.ClientStore, intake: any Ports.ClientIntake, hashes: any Ports.HashInspector,
        digest: any Ports.Digest, clock: any Ports.Clock, hasAudience: Bool
    ) {
        self.clients = clients
        self.intake = intake
        self.hashes = hashes
        self.digest = digest
        self.clock = clock
        self.hasAudience = hasAudience
    }

    /// Takes the rows over and says what became of each; a dry run reads only, and says the same.
    ///
    /// - Throws: `StoreFailure`; then no row was taken, or, with `.unknownOutcome`, all or none.
    public func callAsFunction(_ rows: [ImportRow], dryRun: Bool) async throws(StoreFailure) -> ImportReport {
        let now = clock.now()
        let read = rows.map { row in (row, Result { () throws(ImportRefusal) in try client(of: row, at: now) }) }
        var occurrences: [ClientID: Int] = [:]
        for row in rows { if let id = row.id { occurrences[id, default: 0] += 1 } }
        let wanted = read.compactMap { row, client in
            row.id.flatMap { occurrences[$0] == 1 ? try? client.get() : nil }
        }.sorted { $0.id < $1.id }
        let found = dryRun ? try await present(wanted) : try await intake.addAbsent(wanted)
        let present = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }

        let entries = read.map { row, client in
            let outcome: ImportReport.Outcome
            if let id = row.id, occurrences[id] != 1 {
                outcome = .refused(.duplicate)
            } else {
                switch client {
                case .failure(let refusal): outcome = .refused(refusal)
                case .success(let client):
                    outcome = present[client.id].map { Self.compare($0, with: client, at: now) } ?? .imported
                }
            }
            return ImportReport.Entry(id: row.shownID, outcome: outcome)
        }
        return ImportReport(
            entries: entries.sorted { ($0.id ?? "").utf8.lexicographicallyPrecedes(($1.id ?? "").utf8) })
    }

    private func present(_ wanted: [Client]) async throws(StoreFailure) -> [Client] {
        var present: [Client] = []
        for client in wanted {
            if let client = try await clients.client(withID: client.id) { present.append(client) }
        }
        return present
    }

    /// The client that a row describes; its name is its ID, as the table has none.
    private func client(of row: ImportRow, at now: Timestamp) throws(ImportRefusal) -> Client {
        guard let id = row.id, let name = ClientName(parsing: String(id.description.prefix(256))) else {
            throw .clientID
        }
        guard let grantType = row.grantType.flatMap(GrantType.init(parsing:)) else { throw .grantType }
        var resources: [ResourceIdentifier] = []
        if let text = row.resource, !text.isEmpty {
            guard let resource = ResourceIdentifier(parsing: text) else { throw .resource }
            resources = [resource]
        }
        guard hasAudience || !resources.isEmpty else { throw .noResource }
        guard let hash = row.hash.flatMap(SecretHash.init(encoded:)) else { throw .hashForm }
        switch hashes.defect(of: hash) {
        case .form: throw .hashForm
        case .cost: throw .hashCost
        case nil: break
        }
        // The secret's ID follows from the hash it came with, and stays when that is renewed: that is how it is found
        // again. The hash is salted, and eight bytes of its digest say nothing of it.
        let secretID = Hexadecimal.encode(Array(digest.sha256(Array(hash.encoded.utf8)).prefix(8)))
        return Client(
            id: id, name: name, grantTypes: [grantType], resources: resources, created: now,
            secrets: [StoredSecret(id: secretID, selector: nil, hash: hash, created: now)])
    }

    /// What a row says that is not so of the client of its ID; name, scopes and lifetimes are no business of a row's.
    private static func compare(
        _ client: Client, with row: Client, at now: Timestamp
    ) -> ImportReport.Outcome {
        var differences: [ImportReport.Difference] = []
        if client.grantTypes != row.grantTypes { differences.append(.grantType) }
        if client.resources != row.resources { differences.append(.resource) }
        let live = Set(client.secrets.filter { $0.isLive(at: now) }.map(\.id))
        if !row.secrets.allSatisfy({ live.contains($0.id) }) { differences.append(.secret) }
        return differences.isEmpty ? .unchanged : .differs(differences)
    }
}

extension ImportRow {
    /// The ID, where a client can have it.
    fileprivate var id: ClientID? { clientID.flatMap(ClientID.init(parsing:)) }

    /// The ID for a report, whatever it is.
    fileprivate var shownID: String? { clientID.map { String($0.prefix(512)) } }
}
