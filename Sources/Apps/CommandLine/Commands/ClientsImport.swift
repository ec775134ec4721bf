import ArgumentParser
import SteelcutConfiguration
import SteelcutDomain
import SteelcutServer

extension Clients {
    /// The command `steelcut clients import`.
    struct Import: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over the clients of the Python package, with the secrets they have.",
            discussion: """
                Reads the table's columns grant_type, client_id, client_secret (an Argon2id hash) and resource. All rows \
                that can be taken are written in one transaction; nothing that is there is overwritten, so that it can be \
                run again. Exit status 0 means that the store holds every row as the table has it; 1 that it does not, \
                and the report says which and why. With --dry-run nothing is written and the report is the same.

                Example: steelcut clients import --from 'host=127.0.0.1 dbname=clientdb user=auth_client' --dry-run
                """)

        @Option(
            help: ArgumentHelp(
                "The database that the table is in: postgresql://…, a libpq connection string, or sqlite:PATH.",
                valueName: "url"))
        var from: String
        @Option(help: ArgumentHelp("The table, or schema.table.", valueName: "name")) var table = "stored_tokens"
        @Flag(help: "Write nothing, and report what would become of each row.") var dryRun = false
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func validate() throws { _ = try source() }

        func run(_ administration: Administration, _ output: Output) async throws {
            let (location, table) = try source()
            if location.description != from {
                Terminal.note(
                    "steelcut: warning: --from: the password shows in the list of processes; "
                        + "use .pgpass or a service file")
            }
            let imported: ImportReport
            do {
                imported = try await administration.importClients(from: location, table: table, dryRun: dryRun)
            } catch let failure as ImportSourceFailure {
                throw CommandFailure("\(failure); --from names the database, --table the table in it")
            }
            let report = ImportReportText(report: imported, isDryRun: dryRun)
            output.print(report.json) { report.text }
            guard report.report.isComplete else {
                Terminal.note("steelcut: \(report.shortfall)")
                throw ExitCode(1)
            }
        }

        /// The values are not repeated: one may hold a password.
        private func source() throws -> (StoreLocation, TableName) {
            guard let location = StoreLocation(parsing: from) else {
                throw ValidationError("--from takes postgresql://…, a libpq connection string, or sqlite:PATH")
            }
            guard let table = TableName(parsing: table) else {
                throw ValidationError("--table takes the name of a table, or schema.table")
            }
            return (location, table)
        }
    }
}
