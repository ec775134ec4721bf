import ArgumentParser
import SteelcutConfiguration
import SteelcutServer

/// The operator's and client's command line.
@main
struct Steelcut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steelcut",
        abstract: "OAuth 2.0 for machine-to-machine APIs: clients, keys and tokens.",
        discussion: """
            Begin with `steelcut init`, register a client with `steelcut clients add`, start `steelcut-auth`, and \
            ask for a token with `steelcut token request`.

            Results go to standard output, everything else to standard error. Exit status: 0 done, 1 failed, 64 wrong \
            usage. Every setting is a flag, an environment variable (STEELCUT_…) or a line of a file (--config).
            """,
        version: steelcutVersion,
        subcommands: [Init.self, Database.self, Keys.self, Clients.self, Token.self, Resource.self])

    @OptionGroup var settings: ConfigurationOptions

    func run() async throws {
        guard settings.printConfig else { throw CleanExit.helpRequest(self) }
        try settings.printAndExit()
    }

    /// Settings may stand before the command too: they are moved behind it, where its options are read.
    static func main() async {
        let arguments = ConfigurationOptions.movedBehindCommand(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
