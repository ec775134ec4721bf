import ArgumentParser
import Foundation
import SteelcutConfiguration
import SteelcutServer
import SteelcutServerProcess

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
        version: "steelcut \(steelcutVersion)",
        subcommands: [
            Init.self, Database.self, Keys.self, Clients.self, Token.self, Resource.self, Audit.self,
            DoctorCommand.self, PrintConfig.self,
        ])

    /// Settings may stand before the command too: they are moved behind it, where its options are read.
    static func main() async {
        // A reader of our output that has gone away is an error of writing, not a reason to be killed.
        signal(SIGPIPE, SIG_IGN)
        let arguments = FlagCheck.sparingKeyID(
            ConfigurationOptions.movedBehindCommand(Array(CommandLine.arguments.dropFirst())))
        do {
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure, !(error is ExitCode) else { exit(withError: error) }
            // Wrong usage is one line, as wrong configuration is.
            let message = FlagCheck.unknown(in: arguments).map { "Unknown option '\($0)'" } ?? message(for: error)
            let lines = message.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            let help = "see: \(FlagCheck.commandName(in: arguments)) --help"
            Terminal.note("steelcut: \(Terminal.printable(lines.joined(separator: " "))); \(help)")
            exit(withError: ExitCode.validationFailure)
        }
    }
}

/// `steelcut --print-config`, without a command.
struct PrintConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-config", abstract: "Print every setting with its value and origin.", shouldDisplay: false)

    @OptionGroup var settings: ConfigurationOptions

    func run() throws {
        var settings = settings
        settings.printConfig = true
        _ = try settings.resolved()
    }
}
