import ArgumentParser
import SteelcutDomain
import SteelcutServer

/// The command `steelcut db`.
struct Database: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "The store's tables.", subcommands: [Migrate.self, Status.self, SQL.self])

    /// The command `steelcut db migrate`.
    struct Migrate: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring the tables up to date, in one transaction.",
            discussion: "May be run twice, and by two nodes at once. With PostgreSQL, run it as the owner.")

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let applied = try await administration.migrate()
            output.print(.object([JSONMember("migrations_applied", .integer(applied))])) {
                applied == 0 ? "Nothing to do: the tables are up to date." : "\(applied) migration(s) applied."
            }
        }
    }

    /// The command `steelcut db status`.
    struct Status: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Which migrations there are, and which were applied.")

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let migrations = try await administration.migrationStatus()
            output.print(
                .object([
                    JSONMember("store", .string(administration.storeDescription)),
                    JSONMember("up_to_date", .bool(migrations.allSatisfy(\.isApplied))),
                    JSONMember(
                        "migrations",
                        .array(
                            migrations.map { migration in
                                .object([
                                    JSONMember("version", .integer(migration.version)),
                                    JSONMember("name", .string(migration.name)),
                                    JSONMember("applied", .bool(migration.isApplied)),
                                ])
                            })),
                ])
            ) {
                "\(administration.storeDescription)\n\n"
                    + Table(
                        header: ["VERSION", "NAME", "APPLIED"],
                        rows: migrations.map { ["\($0.version)", $0.name, $0.isApplied ? "yes" : "not yet"] }
                    ).text
            }
        }
    }

    /// The command `steelcut db sql`.
    struct SQL: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sql",
            abstract: "Print the SQL for PostgreSQL: roles, schema, tables and grants.",
            discussion: """
                For a database administrator: steelcut db sql | psql -v ON_ERROR_STOP=1 DATABASE. It may be run twice and \
                needs no connection. Roles are made without a password; set them with \\password in psql.
                """)

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run() throws {
            _ = try settings.resolved()
            Output.write(Array(Administration.setupSQL.utf8))
        }
    }
}
