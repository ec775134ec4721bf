public import SteelcutDomain

extension PostgresStore {
    /// What the connected role may do beyond what the server's role needs, a phrase each such as `UPDATE on clients`.
    ///
    /// Empty for `auth_client` as `PostgresSetupScript` makes it.
    ///
    /// - Throws: `StoreFailure`.
    public func excessRights() async throws(StoreFailure) -> [String] {
        let allowed = Set(Grants.ofServer.flatMap { table, privileges in privileges.map { "\($0) on \(table)" } })
        return try await read { session, deadline throws(CallFailure) in
            var found: [String] = []
            for row in try session.execute(.roleAttributes, by: deadline).rows { found.append(try row.text(0)) }
            // A superuser may do all of the rest.
            if found.first == "superuser" { return ["superuser"] }
            for row in try session.execute(.memberships, by: deadline).rows {
                found.append("membership in \(try row.text(0))")
            }
            for row in try session.execute(.tableRights, by: deadline).rows {
                let right = try row.text(0)
                if !allowed.contains(right) { found.append(right) }
            }
            return found
        }
    }
}

extension Statement {
    static let roleAttributes = Statement(
        "role_attributes",
        """
        SELECT phrase FROM pg_catalog.pg_roles r
        CROSS JOIN LATERAL (VALUES
            (1, r.rolsuper, 'superuser'), (2, r.rolcreaterole, 'CREATEROLE'), (3, r.rolcreatedb, 'CREATEDB'),
            (4, r.rolreplication, 'REPLICATION'), (5, r.rolbypassrls, 'BYPASSRLS'),
            (6, pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), 'CREATE on the database'),
            (7, coalesce(pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('steelcut')::oid, 'CREATE'), false),
                'CREATE on the schema')
        ) AS attribute (place, has, phrase)
        WHERE r.rolname = current_user AND has ORDER BY place
        """)

    /// Roles whose rights it has, or takes by SET ROLE.
    static let memberships = Statement(
        "memberships",
        """
        SELECT rolname::text FROM pg_catalog.pg_roles
        WHERE rolname <> current_user AND pg_catalog.pg_has_role(oid, 'MEMBER') ORDER BY rolname COLLATE "C"
        """)

    /// Rights on single columns count too.
    static let tableRights = Statement(
        "table_rights",
        """
        SELECT privilege || ' on ' || c.relname FROM pg_catalog.pg_class c
        CROSS JOIN LATERAL (VALUES
            (0, pg_catalog.pg_has_role(c.relowner, 'MEMBER'), 'ownership'),
            (1, pg_catalog.has_any_column_privilege(c.oid, 'SELECT'), 'SELECT'),
            (2, pg_catalog.has_any_column_privilege(c.oid, 'INSERT'), 'INSERT'),
            (3, pg_catalog.has_any_column_privilege(c.oid, 'UPDATE'), 'UPDATE'),
            (4, pg_catalog.has_table_privilege(c.oid, 'DELETE'), 'DELETE'),
            (5, pg_catalog.has_table_privilege(c.oid, 'TRUNCATE'), 'TRUNCATE')
        ) AS attribute (place, has, privilege)
        WHERE c.relnamespace = pg_catalog.to_regnamespace('steelcut') AND c.relkind IN ('r', 'p') AND has
        ORDER BY c.relname COLLATE "C", place
        """)
}
