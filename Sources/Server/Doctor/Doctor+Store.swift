import SteelcutConfiguration
import SteelcutDomain
import SteelcutSQLite

extension Doctor {
    /// Whether the store can be reached and used.
    func store() async -> [Finding] {
        switch settings.store.location {
        case .sqlite(let path): await sqlite(path)
        case .postgres(let connectionString): await postgres(connectionString)
        }
    }

    private func sqlite(_ path: String) async -> [Finding] {
        do throws(StoreFailure) {
            let look = try await SQLiteInspection.look(at: path, timeout: settings.store.timeout)
            return [
                .ok(.store, "\(settings.store.location) can be read, and its pages fit together"),
                tables(look.migrations.map { ($0.version, $0.applied != nil) }),
            ]
        } catch { return [failure(error, do: Self.sqliteAdvice(error.code))] }
    }

    private static func sqliteAdvice(_ code: StoreFailure.Code) -> String {
        switch code {
        case .notInitialized: "steelcut init, or steelcut db migrate where an older version made it"
        case .notPermitted: "run this as the user whose file it is, or chown it"
        case .tooNew: "install the version of the programs that made the tables, or a later one"
        case .corrupt: "put a backup in its place with the servers stopped (Docs/Operations.md)"
        case .unavailable:
            "look which program keeps the file locked, whether the disk is full, and who may open the file"
        case .unknownOutcome, .failed: "look at the disk and the system's log"
        }
    }

    /// A store that can't be used, with its name in front where the cause does not hold it.
    func failure(_ failure: StoreFailure, do advice: String) -> Finding {
        let location = "\(settings.store.location)"
        let cause = failure.cause.isEmpty ? "" : " (\(failure.cause))"
        return .failed(.store, "\(location): \(failure)\(cause)", do: advice)
    }

    /// How many migrations the tables have; that none is missing was seen before.
    func tables(_ migrations: [(version: Int, isApplied: Bool)]) -> Finding {
        .ok(.tables, "all \(migrations.count) migrations are applied")
    }
}
