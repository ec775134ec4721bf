import ArgumentParser
import SteelcutDomain
import SteelcutServer

/// The command `steelcut keys`.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Signing keys.",
        discussion: """
            A new key is published at once and signs after keys.publish-before-use, so that every resource server knows it \
            by then. The key before it goes on to verify until the last token it signed has ended.
            """,
        subcommands: [
            Generate.self, List.self, Rotate.self, Retire.self, Export.self, Reseal.self, Import.self,
        ])

    /// The command `steelcut keys generate`.
    struct Generate: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Add a signing key.")

        @Option(help: "ES256, EdDSA, PS256 or RS256; without it the setting signing.algorithm.")
        var algorithm: SignatureAlgorithm?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let key = try await administration.generateKey(algorithm ?? administration.signingAlgorithm)
            let report = KeyReport(record: key, state: try await administration.state(of: key))
            output.print(report.json) { report.text }
        }
    }

    /// The command `steelcut keys list`.
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "All keys and their states.")

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let schedule = try await administration.keySchedule()
            let now = administration.now
            output.print(
                .array(
                    schedule.records.map {
                        .object(KeyReport(record: $0, state: schedule.state(of: $0, at: now)).members)
                    })
            ) { KeyReport.table(schedule, at: now) }
        }
    }

    /// The command `steelcut keys retire`.
    struct Retire: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a pending key before it signs.",
            discussion: "Changes nothing on a retired key. The active key is refused: rotate first.")

        @Argument(help: "The key's ID, as `keys list` shows it.") var kid: KeyID
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let key = try await administration.retireKey(kid)
            let report = KeyReport(record: key, state: .retired)
            output.print(.object(report.members)) { report.text }
        }
    }

    /// The command `steelcut keys export`.
    struct Export: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public keys as a JSON Web Key Set (RFC 7517).")

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let schedule = try await administration.keySchedule()
            Output.print(JSONWebKeySet(schedule.published(at: administration.now).map(\.publicKey)).json)
        }
    }
}
