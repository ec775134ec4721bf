import ArgumentParser
import SteelcutDomain
import SteelcutServer

extension Clients {
    /// The command `steelcut clients secrets`.
    struct Secrets: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "A client's secrets: which there are, and which are still used.",
            discussion: """
                No secret and no hash is shown, only the last four characters of each. Servers note uses once a minute and \
                when they stop. A secret is safe to retire when it was not used since a newer one was first used. Of those \
                that have ended, the ten that ended last stay listed.
                """)

        @Argument(help: "The client's ID.") var id: ClientID
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let secrets = try await administration.secrets(of: id)
            output.print(.array(secrets.map { SecretStatusReport(secret: $0).json })) {
                SecretStatusReport.table(secrets)
            }
        }
    }

    /// The command `steelcut clients retire-secret`.
    struct RetireSecret: OperatorCommand {
        static let configuration = CommandConfiguration(
            commandName: "retire-secret",
            abstract: "End one secret of a client; its others go on to work.",
            discussion: """
                Running servers follow within two seconds. Changes nothing on a secret that was retired before. \
                --revoke-tokens ends all tokens that the client has, whichever secret they were got with: a token does not \
                say.
                """)

        @Argument(help: "The client's ID.") var id: ClientID
        @Argument(help: "The secret's ID, as `clients secrets` shows it.") var secretID: String
        @Flag(help: "Take back the tokens that the client has, too.") var revokeTokens = false
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let client = try await administration.retireSecret(secretID, of: id, revokesTokens: revokeTokens)
            let now = administration.now
            let live = client.secrets.count { $0.isLive(at: now) }
            output.print(
                .object([
                    JSONMember("client_id", .string(id.description)), JSONMember("secret_id", .string(secretID)),
                    JSONMember("retired", .bool(true)), JSONMember("live_secrets", .integer(live)),
                    JSONMember("tokens_revoked", .bool(revokeTokens)),
                ])
            ) {
                let left = live == 0 ? "None of its secrets is live now." : "\(live) of its secrets are live."
                let tokens = revokeTokens ? " The tokens that it has are no longer taken." : ""
                return "Retired the secret \(secretID) of \(id). \(left)\(tokens)"
            }
        }
    }
}
