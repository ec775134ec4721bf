internal import SteelcutDomain

/// What a role may do with the database, its schema and tables.
struct RoleRights: Sendable {
    /// What it may do everywhere, such as `CREATEDB`; `superuser` alone where it is one.
    var attributes: [String] = []
    /// The roles whose rights it has, or takes by SET ROLE.
    var memberships: [String] = []
    /// Rights on tables such as `UPDATE on clients`, on single columns too.
    var tables: [String] = []
    /// Rights on whole tables, on functions and on the schema.
    var whole: Set<String> = []

    /// Whether it may do everything.
    var isSuperuser: Bool { attributes.first == "superuser" }

    /// What it may do beyond what the server needs.
    var excess: [String] {
        if isSuperuser { return attributes }
        let allowed = Set(Grants.needs(of: Grants.ofServer))
        return attributes + memberships.map { "membership in \($0)" } + tables.filter { !allowed.contains($0) }
    }

    /// What of these needs it lacks.
    func missing(_ needs: [String]) -> [String] { isSuperuser ? [] : needs.filter { !whole.contains($0) } }
}

extension Session {
    /// Asks what a role that exists may do.
    func rights(of role: String, by deadline: Deadline) throws(CallFailure) -> RoleRights {
        var rights = RoleRights()
        let asked = [Value.text(role)]
        for row in try execute(.roleAttributes, asked, by: deadline).rows { rights.attributes.append(try row.text(0)) }
        // A superuser may do all of the rest.
        if rights.isSuperuser {
            rights.attributes = ["superuser"]
            return rights
        }
        for row in try execute(.memberships, asked, by: deadline).rows { rights.memberships.append(try row.text(0)) }
        for row in try execute(.tableRights, asked, by: deadline).rows {
            let right = try row.text(0)
            rights.tables.append(right)
            if try row.boolean(1) { rights.whole.insert(right) }
        }
        for row in try execute(.otherRights, asked, by: deadline).rows { rights.whole.insert(try row.text(0)) }
        return rights
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
            (6, pg_catalog.has_database_privilege(r.oid, pg_catalog.current_database(), 'CREATE'),
                'CREATE on the database'),
            (7, coalesce(pg_catalog.has_schema_privilege(
                r.oid, pg_catalog.to_regnamespace('steelcut')::oid, 'CREATE'), false), 'CREATE on the schema')
        ) AS attribute (place, has, phrase)
        WHERE r.rolname = $1::text AND has ORDER BY place
        """)

    /// Roles whose rights it has, or takes by SET ROLE.
    static let memberships = Statement(
        "memberships",
        """
        SELECT rolname::text FROM pg_catalog.pg_roles
        WHERE rolname <> $1::text AND pg_catalog.pg_has_role($1::text::name, oid, 'MEMBER')
        ORDER BY rolname COLLATE "C"
        """)

    /// Rights on single columns count too; the second column says whether it is the whole table.
    static let tableRights = Statement(
        "table_rights",
        """
        SELECT privilege || ' on ' || c.relname, whole FROM pg_catalog.pg_class c
        CROSS JOIN pg_catalog.pg_roles r
        CROSS JOIN LATERAL (VALUES
            (0, pg_catalog.pg_has_role(r.oid, c.relowner, 'MEMBER'), true, 'ownership'),
            (1, pg_catalog.has_any_column_privilege(r.oid, c.oid, 'SELECT'),
                pg_catalog.has_table_privilege(r.oid, c.oid, 'SELECT'), 'SELECT'),
            (2, pg_catalog.has_any_column_privilege(r.oid, c.oid, 'INSERT'),
                pg_catalog.has_table_privilege(r.oid, c.oid, 'INSERT'), 'INSERT'),
            (3, pg_catalog.has_any_column_privilege(r.oid, c.oid, 'UPDATE'),
                pg_catalog.has_table_privilege(r.oid, c.oid, 'UPDATE'), 'UPDATE'),
            (4, pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE'), true, 'DELETE'),
            (5, pg_catalog.has_table_privilege(r.oid, c.oid, 'TRUNCATE'), true, 'TRUNCATE')
        ) AS attribute (place, has, whole, privilege)
        WHERE c.relnamespace = pg_catalog.to_regnamespace('steelcut') AND c.relkind IN ('r', 'p')
            AND r.rolname = $1::text AND has
        ORDER BY c.relname COLLATE "C", place
        """)

    /// Functions that it may call, and whether it may use the schema at all.
    static let otherRights = Statement(
        "other_rights",
        """
        SELECT 'EXECUTE on ' || p.proname FROM pg_catalog.pg_proc p CROSS JOIN pg_catalog.pg_roles r
        WHERE p.pronamespace = pg_catalog.to_regnamespace('steelcut') AND r.rolname = $1::text
            AND pg_catalog.has_function_privilege(r.oid, p.oid, 'EXECUTE')
        UNION ALL
        SELECT 'USAGE on the schema' FROM pg_catalog.pg_roles r
        WHERE r.rolname = $1::text AND coalesce(
            pg_catalog.has_schema_privilege(r.oid, pg_catalog.to_regnamespace('steelcut')::oid, 'USAGE'), false)
        """)
}
