import ArgumentParser
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutServer
import SteelcutSystemClock

/// The command `steelcut token`.
struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask for tokens and check them.", subcommands: [Request.self, Verify.self])

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
        @OptionGroup var formatting: FormatOption

        func validate() throws {
            guard jwksFile != nil || issuer != nil else { throw ValidationError("give --jwks-file or --issuer") }
        }

        func run() async throws {
            try await reporting {
                var bytes = try token.map { Array($0.utf8) } ?? InputFile.read("-", limit: 16_384)
                while let last = bytes.last, last == 0x0A || last == 0x0D || last == 0x20 { bytes.removeLast() }
                let verify = VerifyAccessToken(
                    keys: try await keys(), clock: SystemClock(), issuer: issuer, audience: audience)
                do throws(BearerError) {
                    let claims = try await verify(bytes)
                    formatting.output.print(claims.json) { ClaimsReport(claims: claims).text }
                } catch {
                    throw CommandFailure(Self.reason(error))
                }
            }
        }

        private func keys() async throws -> any Ports.VerifierSource {
            if let jwksFile {
                do throws(FileKeySet.Failure) {
                    return try FileKeySet(path: jwksFile, maker: OpenSSLVerifierMaker())
                } catch { throw CommandFailure("\(jwksFile): \(error)") }
            }
            guard let issuer else { throw ValidationError("give --jwks-file or --issuer") }
            do throws(ClientFailure) {
                return try await FetchedKeySet(.issuer(issuer), maker: OpenSSLVerifierMaker())
            } catch { throw CommandFailure("\(issuer): \(error)") }
        }

        private static func reason(_ error: BearerError) -> String {
            guard case .invalidToken(let defect) = error else { return error.explanation }
            return "the token is not valid: \(DefectText.text(defect))"
        }
    }
}
