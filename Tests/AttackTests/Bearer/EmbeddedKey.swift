import SteelcutDomain
import Testing

/// A key that the token brings along, or says where to find, is nobody's (CVE-2018-0114, CVE-2026-27962).
@Suite struct EmbeddedKey {
    @Test(arguments: Transport.all)
    func `is not used`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let stranger = try BearerFixture(over: transport, key: IssuerKey(.es256))
        let jwk = String(decoding: JSONWriter.write(stranger.key.publicKey.json), as: UTF8.self)
        for kid in [server, stranger].map({ #""\#($0.key.signer.keyID)""# }) + [nil] {
            for member in [
                ("jwk", jwk), ("jku", #""https://evil.example/jwks""#), ("x5u", #""https://evil.example/x""#),
                ("x5c", #"["MIIB"]"#),
            ] {
                let header = stranger.header(("kid", kid), member)
                try await server.expectInvalid(try await stranger.mint(header: header))
            }
        }
    }

    /// RFC 7515 section 4: header parameters that are not understood are ignored where `crit` does not name them.
    @Test(arguments: Transport.all)
    func `does no harm beside our own signature`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectAccepted(
            try await server.mint(header: server.header(("jku", #""https://evil.example/jwks""#))))
    }
}
