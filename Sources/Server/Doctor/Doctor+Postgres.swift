import SteelcutConfiguration
import SteelcutDomain
import SteelcutPostgres

extension Doctor {
    /// How long a database is waited for.
    private static let patience = Duration.seconds(5)

    /// Looks at a PostgreSQL database: server, clock, tables, roles.
    func postgres(_ connectionString: String) async -> [Finding] {
        let connection: PostgresSettings
        do throws(PostgresSettings.Defect) {
            connection = try PostgresSettings(connectionString: connectionString, timeout: settings.store.timeout)
        } catch {
            return [
                .failed(
                    .store, "database.url: \(error.rawValue)",
                    do: "write it as libpq takes it: postgresql://USER@HOST/DATABASE, the password in .pgpass")
            ]
        }
        do {
            return try await PostgresStore.withStore(connection) { store in await look(store) }
        } catch { return [.failed(.store, "\(error)", do: "try again")] }
    }

    private func look(_ store: PostgresStore) async -> [Finding] {
        var findings: [Finding] = []
        do throws(StoreFailure) {
            try await store.waitUntilConnected(timeout: Self.patience)
            findings += answer(try await measured(store))
        } catch { return [failure(error, do: Self.loginAdvice(error.code))] }
        do throws(StoreFailure) {
            try await store.checkInitialized()
            findings.append(tables(try await store.migrationStatus().map { ($0.version, $0.isApplied) }))
            findings += roles(try await store.roles())
        } catch { findings.append(tables(error)) }
        return findings
    }

    /// What the server says of itself, and how far its clock is ahead of the middle of our question.
    private func measured(
        _ store: PostgresStore
    ) async throws(StoreFailure) -> (look: PostgresInspection, offset: Duration) {
        // The first question prepares the statement: the second takes one way there and one back.
        _ = try await store.inspection()
        let before = clock.now()
        let look = try await store.inspection()
        let middle = before.microseconds + (clock.now().microseconds - before.microseconds) / 2
        return (look, .microseconds(look.time.microseconds - middle))
    }

    private func answer(_ found: (look: PostgresInspection, offset: Duration)) -> [Finding] {
        let look = found.look
        let words = "\(settings.store.location): PostgreSQL \(look.serverVersion), logged in as \(look.role)"
        var findings = [Finding.ok(.store, words)]
        if look.isReadOnly {
            findings = [
                .failed(
                    .store, "\(words); it takes no changes: a standby, or default_transaction_read_only is on",
                    do: "name all hosts and add target_session_attrs=read-write to the connection string")
            ]
        } else if look.isExposed {
            findings = [
                .warning(
                    .store, "\(words); what is sent can be read on its way",
                    do: "turn TLS on in PostgreSQL and add sslmode=verify-full to the connection string")
            ]
        }
        return findings + [comparedClock(of: "PostgreSQL's server", ahead: found.offset)]
    }

    private static func loginAdvice(_ code: StoreFailure.Code) -> String {
        switch code {
        case .notPermitted:
            "give the role's password (.pgpass, PGPASSWORD, a service file), set one (\\password ROLE in psql), or let it "
                + "in (pg_hba.conf on the server)"
        case .failed: "createdb DATABASE, then as a superuser: steelcut db sql | psql DATABASE, then: steelcut init"
        default:
            "look whether PostgreSQL runs, host and port are right, and no firewall is between: psql with the same "
                + "connection string has to work"
        }
    }

    private func tables(_ failure: StoreFailure) -> Finding {
        let advice =
            switch failure.code {
            case .notInitialized:
                "as a superuser: steelcut db sql | psql DATABASE; or as steelcut_owner: steelcut db migrate; "
                    + "then, where there is no signing key yet: steelcut init"
            case .notPermitted:
                "log in as one of the three roles; as a superuser: steelcut db sql | psql DATABASE grants"
            case .tooNew: "install the version of the programs that made the tables, or a later one"
            default: "look at PostgreSQL's log"
            }
        let cause = failure.cause.isEmpty ? "" : " (\(failure.cause))"
        return .failed(.tables, "\(failure)\(cause)", do: advice)
    }
}
