import ArgumentParser
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutServer
import SteelcutSystemClock

/// The command `steelcut token`.
struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask for tokens, check them, and take them back.",
        subcommands: [Request.self, Verify.self, Revoke.self])

    /// The command `steelcut token request`.
    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask an authorization server for a token (RFC 6749 section 4.4).",
            discussion: """
                Prints the bare token as text, the server's answer as JSON. A token is kept in a file that only you can read, \
                and used again while it is good; --no-cache asks anew.
                """)

        @OptionGroup var request: TokenRequestOptions
        @OptionGroup var formatting: FormatOption

        func validate() throws { _ = try request.required() }

        func run() async throws {
            try await reporting {
                let token = try await request.token()
                switch formatting.output.format {
                case .json: Output.write(token.json)
                case .text: Output.write(Array(token.accessToken.value.utf8))
                }
            }
        }
    }

    /// The command `steelcut token verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a token as a resource server would, and print its claims.",
            discussion: "Give the keys as a file, or the issuer, whose published keys are fetched.")

        @Argument(help: "The token; without it, standard input.") var token: String?
        @Option(help: "A JSON Web Key Set.", completion: .file()) var jwksFile: String?
        @Option(help: "Who must have issued it.") var issuer: Issuer?
        @Option(help: "Whom it must be for.") var audience: ResourceIdentifier
        @OptionGroup var reaching: ReachingOptions
        @OptionGroup var formatting: FormatOption

        func validate() throws {
            guard jwksFile != nil || issuer != nil else { throw ValidationError("give --jwks-file or --issuer") }
        }

        func run() async throws {
            try await reporting {
                let bytes = try Token.bytes(token)
                let verify = VerifyAccessToken(
                    keys: try await keys(), clock: SystemClock(), issuer: issuer, audience: audience)
                do throws(BearerError) {
                    let claims = try await verify(bytes)
                    formatting.output.print(claims.json) { ClaimsReport(claims: claims).text }
                } catch {
                    throw CommandFailure(Token.reason(error))
                }
            }
        }

        private func keys() async throws -> any Ports.VerifierSource {
            if let jwksFile {
                do throws(FileKeySet.Failure) {
                    return try FileKeySet(path: jwksFile, maker: OpenSSLVerifierMaker())
                } catch { throw CommandFailure("--jwks-file: \(jwksFile): \(error); steelcut keys export prints one") }
            }
            guard let issuer else { throw ValidationError("give --jwks-file or --issuer") }
            do throws(ClientFailure) {
                return try await FetchedKeySet(
                    .issuer(issuer), maker: OpenSSLVerifierMaker(),
                    connections: reaching.connections(to: issuer.description))
            } catch {
                if error == .insecureURL { throw ReachingOptions.refusal(of: "--issuer", error) }
                throw CommandFailure(error, asking: "\(issuer)")
            }
        }
    }

    /// The command `steelcut token revoke`.
    struct Revoke: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a token back before its time, as the operator of the server that issued it.",
            discussion: """
                The server says so at once when it is asked (RFC 7662), and resource servers that follow its published list \
                hear of it with their next look. A client takes its own tokens back by POST /revoke (RFC 7009).
                """)

        @Argument(help: "The token; without it, standard input, so that it stays out of the process list.")
        var token: String?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            do {
                let claims = try await administration.revokeToken(try Token.bytes(token))
                output.print(
                    .object([
                        JSONMember("jti", .string(claims.tokenID)), JSONMember("client_id", .string(claims.clientID)),
                        JSONMember("revoked", .bool(true)),
                    ])
                ) { "Revoked the token \(claims.tokenID) of \(claims.clientID)." }
            } catch let error as BearerError {
                throw CommandFailure(Token.reason(error))
            }
        }
    }

    /// A token of an argument or of standard input, without the line end.
    fileprivate static func bytes(_ argument: String?) throws -> [UInt8] {
        var bytes = try argument.map { Array($0.utf8) } ?? InputFile.read("-", limit: 16_384)
        while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
        return bytes
    }

    fileprivate static func reason(_ error: BearerError) -> String {
        guard case .invalidToken(let defect) = error else { return error.explanation }
        return "the token is not valid: \(DefectText.text(defect))"
    }
}
