import ArgumentParser
import SteelcutClient

/// The command `steelcut resource`.
struct Resource: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Call protected resources.", subcommands: [Get.self])

    /// The command `steelcut resource get`.
    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch a protected resource and print it.",
            discussion: "Give a token, or the options of `steelcut token request` to have one asked for.")

        @Argument(help: "The resource's URL.") var url: String
        @Option(help: "The token; everybody on the machine can see it while the command runs.") var token: String?
        @OptionGroup(title: "Token request") var request: TokenRequestOptions
        @OptionGroup var formatting: FormatOption

        func validate() throws {
            if token == nil { _ = try request.required() }
        }

        func run() async throws {
            try await reporting {
                var body = try await client().get(url).body
                if body.last == 0x0A { body.removeLast() }
                Output.write(body)
            }
        }

        private func client() throws -> ResourceClient {
            guard let token else { return try request.resourceClient() }
            guard let bearer = BearerToken(parsing: token) else { throw CommandFailure("--token: not a token") }
            return ResourceClient(token: bearer)
        }
    }
}
