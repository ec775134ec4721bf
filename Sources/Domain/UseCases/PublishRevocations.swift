/// A signed list of revocations as it is published for a while.
public struct PublishedRevocations: Sendable {
    /// The list, a JWS in compact form, in ASCII.
    public let bytes: [UInt8]
    /// What names it: the counter and the half-life it was signed in, alike on every node.
    public let version: String
}

/// Publishes what is revoked as one signed list, so that resource servers need not ask for each token.
///
/// It is a JWS (RFC 7515) of a `typ` of its own (RFC 8725 section 3.11), with the claims `iss`, `iat`, `exp`, `counter`,
/// `jti` (tokens), `kid` (keys) and `clients` (a cut-off for each). It is signed anew when the counter moves and when half of
/// its life is over; times are those of the half-life, so that all nodes publish the same.
public struct PublishRevocations: Sendable {
    /// `typ` of the list.
    public static let type = "revocations+jwt"
    /// How long a list is good, in seconds.
    public static let lifetime = 600

    let revocations: any Ports.RevocationSource
    let keys: any Ports.SigningKeys
    let clock: any Ports.Clock
    let issuer: Issuer

    /// Composes the use case.
    public init(
        revocations: any Ports.RevocationSource, keys: any Ports.SigningKeys, clock: any Ports.Clock, issuer: Issuer
    ) {
        self.revocations = revocations
        self.keys = keys
        self.clock = clock
        self.issuer = issuer
    }

    /// Whether what this gave before is still the list of now.
    ///
    /// - Throws: `TokenError.unavailable` while keys or revocations were never read.
    public func isCurrent(_ published: PublishedRevocations) async throws(TokenError) -> Bool {
        try await basis().version == published.version
    }

    /// The list of now, signed.
    ///
    /// Takes a time that grows with the list: a hundred milliseconds for a hundred thousand tokens.
    ///
    /// - Throws: `TokenError.unavailable` while keys or revocations were never read, or signing fails.
    public func callAsFunction() async throws(TokenError) -> PublishedRevocations {
        let basis = try await basis()
        let payload = JSONWriter.write(json(basis.list, issuedAt: basis.period * Self.halfLife))
        let input = CompactJWS.signingInput(
            header: CompactJWS.header(type: Self.type, by: basis.signer), payload: payload)
        do throws(SigningFailure) {
            let signature = try await basis.signer.signature(for: input)
            return PublishedRevocations(
                bytes: Array(CompactJWS.compact(signingInput: input, signature: signature).utf8), version: basis.version
            )
        } catch { throw .unavailable(retryAfter: 1, cause: "signing failed: \(error.cause)") }
    }

    /// What a list is made of.
    private struct Basis {
        let list: RevocationList
        let signer: any Ports.Signer
        /// How many half-lives there have been since 1970.
        let period: Int

        /// The key is part of the name: after an emergency rotation nobody takes what the old one has signed.
        var version: String { "\(list.counter)-\(period)-\(signer.keyID)" }
    }

    private static let halfLife = lifetime / 2

    private func basis() async throws(TokenError) -> Basis {
        let list: RevocationList
        let signer: any Ports.Signer
        do throws(RevocationsUnavailable) { list = try await revocations.currentRevocations() } catch {
            throw .unavailable(retryAfter: error.retryAfter, cause: "no revocations were read yet")
        }
        do throws(KeysUnavailable) { signer = try await keys.activeSigner() } catch {
            throw .unavailable(retryAfter: error.retryAfter, cause: "no active signing key")
        }
        return Basis(list: list, signer: signer, period: clock.now().seconds / Self.halfLife)
    }

    private func json(_ list: RevocationList, issuedAt: Int) -> JSONValue {
        .object([
            JSONMember("iss", .string(issuer.description)), JSONMember("iat", .integer(issuedAt)),
            JSONMember("exp", .integer(issuedAt + Self.lifetime)), JSONMember("counter", .integer(Int(list.counter))),
            JSONMember("jti", .array(list.tokenIDs.map { .string($0) })),
            JSONMember("kid", .array(list.keyIDs.map { .string($0.description) })),
            JSONMember(
                "clients",
                .object(list.cutOffs.map { JSONMember($0.client.description, .integer($0.issuedUntil.seconds)) })),
        ])
    }
}
