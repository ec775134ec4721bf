import ArgumentParser
import SteelcutConfiguration
import SteelcutDomain
import SteelcutServer

extension Keys {
    /// The command `steelcut keys reseal`.
    struct Reseal: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put the keys of keyring=database under a new passphrase, in one transaction.",
            discussion: """
                keyring.passphrase-file still names the old passphrase. Afterwards put the new one into that file on every \
                node: running servers go on with the keys they have, say so as degraded, and read the file again by \
                themselves.
                """)

        @Option(
            help: ArgumentHelp("The file whose first line is the new passphrase.", valueName: "file"),
            completion: .file())
        var newPassphraseFile: String
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let count = try await administration.resealKeys(
                newPassphraseFile: newPassphraseFile, setting: "--new-passphrase-file")
            output.print(.object([JSONMember("keys_resealed", .integer(count))])) {
                """
                \(count) key(s) are under the new passphrase, and the old one opens none of them.

                Put the new passphrase into the file that keyring.passphrase-file names, on every node. Servers that run go \
                on with the keys they have and read the file again by themselves.
                """
            }
        }
    }

    /// The command `steelcut keys import`.
    struct Import: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over the keys of a keyring folder, with their times.",
            discussion: """
                To move a keyring folder into the database: steelcut keys import --from dir:PATH --keyring database \
                --keyring-passphrase-file FILE. What is there is left as it is: it can be done again.
                """)

        @Option(help: ArgumentHelp("The keyring folder.", valueName: "dir:PATH"))
        var from: KeyringLocation
        @Option(
            help: ArgumentHelp("The file whose first line opens its keys, where they are sealed.", valueName: "file"),
            completion: .file())
        var fromPassphraseFile: String?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let taken = try await administration.importKeys(
                from: from, passphraseFile: fromPassphraseFile, setting: "--from-passphrase-file")
            output.print(
                .object([JSONMember("keys_imported", .array(taken.map { .string($0.keyID.description) }))])
            ) {
                taken.isEmpty
                    ? "Nothing to do: all keys are there already."
                    : "Imported:" + taken.map { "\n  \($0.keyID)" }.joined()
            }
        }
    }
}
