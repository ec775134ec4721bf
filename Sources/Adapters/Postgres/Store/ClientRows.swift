internal import SteelcutDomain

extension Client {
    /// Reads the rows of one client: a row a secret, one without where it has none.
    init(rows: ArraySlice<Row>) throws(CallFailure) {
        guard let first = rows.first else { throw .unreadable("a client has no row") }
        try self.init(first)
        for row in rows { if let secret = try StoredSecret(row) { secrets.append(secret) } }
    }

    /// The columns of the client itself.
    private init(_ row: Row) throws(CallFailure) {
        guard let id = ClientID(parsing: try row.text(0)), let name = ClientName(parsing: try row.text(1)) else {
            throw .unreadable("a client's ID or name is malformed")
        }
        let grantTypes = try row.texts(2)
        let resources = try row.texts(3)
        let scopes = try row.texts(4)
        let introspects = try row.texts(13)
        let lifetime = try row.optionalInteger(5)
        self.init(
            id: id, name: name, grantTypes: grantTypes.compactMap(GrantType.init(parsing:)),
            resources: resources.compactMap(ResourceIdentifier.init(parsing:)),
            scopes: ScopeSet(scopes.compactMap(Scope.init(parsing:))),
            introspects: introspects.compactMap(ResourceIdentifier.init(parsing:)),
            tokenLifetime: lifetime.flatMap { TokenLifetime(seconds: Int($0)) },
            isEnabled: try row.boolean(6), created: Timestamp(microseconds: try row.integer(7)))
        // What was dropped above or was there twice is not what was stored.
        guard self.grantTypes.count == grantTypes.count, self.resources.count == resources.count,
            self.scopes.scopes.count == scopes.count, self.introspects.count == introspects.count,
            (tokenLifetime == nil) == (lifetime == nil)
        else { throw .unreadable("a client's grants, resources, scopes or lifetime are malformed") }
    }

    /// The arguments of `Statement.insertClient`; those of `.updateClient` without the last.
    var values: [Value] {
        [
            .text(id.description), .text(name.description), .texts(grantTypes.map(\.description)),
            .texts(resources.map(\.description)), .texts(scopes.scopes.map(\.description)),
            .integer(tokenLifetime.map { Int64($0.seconds) }),
            .boolean(isEnabled), .texts(introspects.map(\.description)), .integer(created.microseconds),
        ]
    }
}

extension StoredSecret {
    /// The columns of a secret; `nil` where the client has none.
    fileprivate init?(_ row: Row) throws(CallFailure) {
        guard let id = try row.optionalText(8) else { return nil }
        let selector = try row.optionalText(9)
        let hint = try row.optionalText(14)
        guard let hash = SecretHash(encoded: try row.text(10)) else { throw .unreadable("a hash is malformed") }
        self.init(
            id: id, selector: selector.flatMap(SecretSelector.init(parsing:)),
            hint: hint.flatMap(SecretHint.init(parsing:)), hash: hash,
            created: Timestamp(microseconds: try row.integer(11)),
            expires: try row.optionalInteger(12).map(Timestamp.init(microseconds:)),
            ended: try row.optionalInteger(15).map(Timestamp.init(microseconds:)))
        guard (self.selector == nil) == (selector == nil), (self.hint == nil) == (hint == nil) else {
            throw .unreadable("a selector or a hint is malformed")
        }
    }

    /// The arguments of `Statement.insertSecret` and `.upsertSecret`.
    func values(of client: ClientID, position: Int) -> [Value] {
        [
            .text(client.description), .text(id), .integer(Int64(position)), .text(selector?.text),
            .text(hash.encoded), .integer(created.microseconds), .integer(expires?.microseconds), .text(hint?.text),
            .integer(ended?.microseconds),
        ]
    }
}

extension [Row] {
    /// The rows of each client by its ID; those of one stand together.
    func ofEachClient() throws(CallFailure) -> [(id: String, rows: ArraySlice<Row>)] {
        var each: [(id: String, rows: ArraySlice<Row>)] = []
        for (place, row) in enumerated() {
            let id = try row.text(0)
            if let last = each.last, last.id == id {
                each[each.count - 1].rows = self[last.rows.startIndex...place]
            } else {
                each.append((id, self[place...place]))
            }
        }
        return each
    }
}
