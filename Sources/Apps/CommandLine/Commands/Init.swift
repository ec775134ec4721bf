import ArgumentParser
import SteelcutDomain
import SteelcutServer

/// The command `steelcut init`.
struct Init: OperatorCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the store, its tables and the first signing key.",
        discussion:
            "Run again, it changes nothing. With PostgreSQL, run it as the owner; `steelcut db sql` makes the roles.")

    @OptionGroup var formatting: FormatOption
    @OptionGroup(title: "Settings") var settings: ConfigurationOptions

    var createsStore: Bool { true }

    func run(_ administration: Administration, _ output: Output) async throws {
        let done = try await administration.initialize()
        output.print(
            .object([
                JSONMember("store", .string(administration.storeDescription)),
                JSONMember("migrations_applied", .integer(done.migrationsApplied)),
                JSONMember("keyring", .string(administration.keyringDescription)),
                JSONMember("kid", .string(done.activeKey.keyID.description)),
                JSONMember("key_created", .bool(done.keyCreated)),
                JSONMember("next_steps", .array(nextSteps.map { .string($0.command) })),
            ])
        ) {
            let changed = done.migrationsApplied > 0 || done.keyCreated
            return """
                \(changed ? Terminal.coloured("Ready.", 32) : "Nothing to do: everything is there already.")

                \(Details(rows: [
                    ("store", administration.storeDescription), ("keyring", administration.keyringDescription),
                    ("signing key", "\(done.activeKey.keyID) (\(done.activeKey.publicKey.algorithm.rawValue))"),
                ]).text)

                Next steps:
                \(Details(rows: nextSteps.enumerated().map { ("  \($0 + 1). \($1.what):", $1.command) }).text)
                """
        }
    }

    /// Ready to be copied: with the same settings.
    private var nextSteps: [(what: String, command: String)] {
        let places = settings.places.map { " \($0)" }.joined()
        return [
            ("Register a client", "steelcut clients add --name 'Jane Doe' --resource api_v0.0.1\(places)"),
            ("Start the server", "steelcut-auth\(places)"),
            ("Request a token", "steelcut token request --token-url http://127.0.0.1:5000/token --client-id ID"),
        ]
    }
}
