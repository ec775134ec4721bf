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
                let client = try self.client()
                var body: [UInt8]
                do throws(ClientFailure) {
                    body = try await client.get(url).body
                } catch {
                    if error == .invalidURL || error == .insecureURL { throw ReachingOptions.refusal(of: url, error) }
                    // The token may be what was not to be had.
                    let from = request.tokenUrl.map { " with a token of \($0)" } ?? ""
                    throw CommandFailure(error, asking: "\(url)\(from)")
                }
                if body.last == 0x0A { body.removeLast() }
                Output.write(body)
            }
        }

        private func client() throws -> ResourceClient {
            guard let token else { return try request.resourceClient(of: url) }
            guard let bearer = BearerToken(parsing: token) else {
                throw CommandFailure("--token: not a token; it is the access_token of the server's answer, alone")
            }
            return ResourceClient(token: bearer, connections: request.reaching.connections(to: url))
        }
    }
}
