/// Everything that a database administrator has to do for Steelcut, as a script for psql.
public enum PostgresSetupScript {
    /// The script: roles, schema, tables, functions and grants.
    ///
    /// It needs no connection to be written, is run by a superuser in the database that is to hold the tables, does all
    /// or nothing, and can be run again. Everything it makes belongs to `steelcut_owner`; roles are made with LOGIN and
    /// without a password, and nowhere else than here.
    public static func sql() -> String {
        """
        -- Steelcut's roles, tables and grants. Run as a superuser, in the database that is to hold them:
        --     steelcut db sql | psql -X -d DATABASE
        -- It can be run again. Afterwards give the roles passwords (\\password auth_client) or another way to log in.
        \\set ON_ERROR_STOP on
        SET client_min_messages = warning;
        BEGIN;
        \(Migration.lock)

        \([Grants.owner, Grants.admin, Grants.server].map(role).joined(separator: "\n\n"))

        CREATE SCHEMA IF NOT EXISTS steelcut AUTHORIZATION \(Grants.owner);

        \(ownership)

        SET LOCAL ROLE \(Grants.owner);

        -- What later versions make is nobody's until it is granted.
        ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES IN SCHEMA steelcut GRANT SELECT ON TABLES TO \(Grants.admin);

        \(Migration.historyTable)

        \(Migration.all.map(\.idempotentSQL).joined(separator: "\n\n"))

        \(Grants.sql)

        RESET ROLE;
        COMMIT;
        """ + "\n"
    }

    /// Two scripts in two databases of one cluster may meet: whoever comes second finds the role.
    private static func role(_ name: String) -> String {
        """
        DO $role$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '\(name)') THEN
                BEGIN
                    CREATE ROLE \(name) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN
                    NULL;
                END;
            END IF;
            EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO \(name)', pg_catalog.current_database());
        END
        $role$;
        """
    }

    /// A schema that somebody else made is not taken over unseen: its functions would run with the owner's rights.
    private static let ownership = """
        DO $ownership$
        BEGIN
            IF (SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = 'steelcut')
                <> '\(Grants.owner)'::pg_catalog.regrole
            THEN
                RAISE EXCEPTION 'the schema steelcut belongs to another role than \(Grants.owner)'
                    USING HINT = 'Look at what is in it, then make \(Grants.owner) the owner of it and of all it holds.';
            END IF;
        END
        $ownership$;
        """
}
