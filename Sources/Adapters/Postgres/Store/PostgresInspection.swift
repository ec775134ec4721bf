public import SteelcutDomain

/// What a look at a PostgreSQL database found: the server and who is logged in.
public struct PostgresInspection: Hashable, Sendable {
    /// The server's version, such as `15.14`.
    public let serverVersion: String
    /// The role whose rights the connection has.
    public let role: String
    /// The server's clock, as it answered.
    public let time: Timestamp
    /// Whether it takes no changes: a standby, or a database that was set so.
    public let isReadOnly: Bool
    /// Whether what is sent can be read on its way: over a network, and neither by TLS nor GSSAPI.
    public let isExposed: Bool
}

/// What the roles of a database may do.
public struct PostgresRoles: Hashable, Sendable {
    /// What a role's rights suffice for.
    public enum Duty: Hashable, Sendable {
        /// Everything, other databases too.
        case superuser
        /// It owns the tables: migrations.
        case owner
        /// The command line's work.
        case admin
        /// Serving.
        case server
        /// Not even serving, for want of these rights.
        case none(missing: [String])
    }

    /// One of the three roles of `PostgresSetupScript`.
    public struct Role: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Whether it is there.
        public let exists: Bool
        /// Whether it may log in.
        public let canLogIn: Bool
        /// What it lacks for its work.
        public let missing: [String]
        /// What it may do beyond its work; asked of the server's role only.
        public let excess: [String]
    }

    /// What the connected role can do.
    public let duty: Duty
    /// Owner, admin and server.
    public let roles: [Role]
}

extension PostgresStore {
    /// Looks at the server.
    ///
    /// - Throws: `StoreFailure`.
    public func inspection() async throws(StoreFailure) -> PostgresInspection {
        try await read { session, deadline throws(CallFailure) in
            guard let row = try session.execute(.inspection, by: deadline).rows.first else {
                throw .unreadable("the server says nothing of itself")
            }
            return PostgresInspection(
                serverVersion: try row.text(0), role: try row.text(1),
                time: Timestamp(microseconds: try row.integer(2)), isReadOnly: try row.boolean(3),
                isExposed: try row.boolean(4))
        }
    }

    /// Looks at what the connected role and the three roles of `PostgresSetupScript` may do with the tables.
    ///
    /// - Throws: `StoreFailure`.
    public func roles() async throws(StoreFailure) -> PostgresRoles {
        try await read { session, deadline throws(CallFailure) in
            let needs = [
                (Grants.owner, Grants.ownership), (Grants.admin, Grants.needs(of: Grants.ofAdmin)),
                (Grants.server, Grants.needs(of: Grants.ofServer)),
            ]
            var logins: [String: Bool] = [:]
            for row in try session.execute(.logins, [.texts(needs.map(\.0))], by: deadline).rows {
                logins[try row.text(0)] = try row.boolean(1)
            }
            var roles: [PostgresRoles.Role] = []
            for (name, needed) in needs {
                guard let canLogIn = logins[name] else {
                    roles.append(
                        PostgresRoles.Role(name: name, exists: false, canLogIn: false, missing: [], excess: []))
                    continue
                }
                let rights = try session.rights(of: name, by: deadline)
                roles.append(
                    PostgresRoles.Role(
                        name: name, exists: true, canLogIn: canLogIn, missing: rights.missing(needed),
                        excess: name == Grants.server ? rights.excess : []))
            }
            let rights = try session.rights(of: session.currentRole(by: deadline), by: deadline)
            return PostgresRoles(duty: PostgresRoles.Duty(rights), roles: roles)
        }
    }
}

extension PostgresRoles.Duty {
    fileprivate init(_ rights: RoleRights) {
        let missing = rights.missing(Grants.needs(of: Grants.ofServer))
        self =
            if rights.isSuperuser {
                .superuser
            } else if rights.missing(Grants.ownership).isEmpty {
                .owner
            } else if rights.missing(Grants.needs(of: Grants.ofAdmin)).isEmpty {
                .admin
            } else if missing.isEmpty {
                .server
            } else {
                .none(missing: missing)
            }
    }
}

extension Grants {
    /// What the owner of the tables has.
    fileprivate static let ownership = ofServer.map { "ownership on \($0.table)" }
}

extension Statement {
    static let inspection = Statement(
        "inspection",
        """
        SELECT pg_catalog.current_setting('server_version'), current_user::text,
            (EXTRACT(EPOCH FROM pg_catalog.clock_timestamp()) * 1000000)::bigint,
            pg_catalog.pg_is_in_recovery()
                OR pg_catalog.current_setting('default_transaction_read_only')::boolean,
            NOT coalesce(pg_catalog.inet_server_addr() <<= '127.0.0.0/8'::inet
                OR pg_catalog.inet_server_addr() = '::1'::inet, true)
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_catalog.pg_backend_pid() AND s.ssl)
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_stat_gssapi g WHERE g.pid = pg_catalog.pg_backend_pid() AND g.encrypted)
        """)

    static let logins = Statement(
        "logins", "SELECT rolname::text, rolcanlogin FROM pg_catalog.pg_roles WHERE rolname = ANY ($1::text[])")
}
