import HTTPTypes
import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// What a client gets: the members of the contract in their order, and a token of RFC 9068.
@Suite struct SuccessfulAnswer {
    @Test(arguments: Transport.all)
    func `the answer has these members and no others`(_ transport: Transport) async throws {
        let answer = try await TokenFixture.signing(over: transport).answer(to: .good())
        #expect(answer.status == 200)
        #expect(answer.fields[.contentType] == "application/json")
        #expect(answer.fields[.cacheControl] == "no-store")
        #expect(answer.fields[.pragma] == "no-cache")
        #expect(!answer.fields.contains(.wwwAuthenticate))
        guard case .object(let members) = try answer.json else { return #expect(Bool(false), "no object") }
        #expect(
            members.map(\.name) == [
                "access_token", "token_type", "expires_in", "scope", "resource", "expires_on", "not_before",
            ])
        #expect(
            members.dropFirst().map(\.value) == [
                .string("Bearer"), .integer(3600), .string("read write"), .string("api_v0.0.1"),
                .integer(1_763_760_000),
                .integer(1_763_756_400),
            ])
    }

    @Test(arguments: Transport.all)
    func `the token has the header and claims of RFC 9068`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        let token = try #require(try await server.answer(to: .good("&scope=read")).json["access_token"]?.string)
        let header = try JSONReader.read(
            try #require(Base64URL.decode(token.utf8.prefix { $0 != UInt8(ascii: ".") })))
        guard case .object(let members) = header else { return #expect(Bool(false), "no object") }
        #expect(members.map(\.name) == ["typ", "alg", "kid"])
        #expect(header["typ"] == .string("at+jwt"))

        let keySet = try await transport.send(
            HTTPRequest(method: .get, scheme: "http", authority: "as.example", path: "/.well-known/jwks.json"), [],
            server.endpoint)
        let key = try #require(try JSONWebKeySet(parsing: keySet.body).keys.first)
        #expect(header["kid"]?.string == key.keyID?.description)
        let jws = try CompactJWS(parsing: Array(token.utf8))
        let verifier = try OpenSSLVerifierMaker().verifier(for: key)
        #expect(verifier.isValid(jws.signature, for: jws.signingInput))

        let claims = try JSONReader.read(jws.payload)
        guard case .object(let claimMembers) = claims else { return #expect(Bool(false), "no object") }
        #expect(claimMembers.map(\.name) == ["iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope"])
        #expect(claims["iss"] == .string("https://as.example"))
        #expect(claims["sub"] == .string("good"))
        #expect(claims["client_id"] == .string("good"))
        #expect(claims["aud"] == .string("api_v0.0.1"))
        #expect(claims["iat"] == .integer(1_763_756_400))
        #expect(claims["exp"] == .integer(1_763_760_000))
        #expect(claims["scope"] == .string("read"))
        #expect(Base64URL.decode((claims["jti"]?.string ?? "").utf8)?.count == 16)
    }

    @Test(arguments: Transport.all)
    func `two tokens never have the same name`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        var names: Set<JSONValue> = []
        for _ in 0..<20 {
            let token = try #require(try await server.answer(to: .good()).json["access_token"]?.string)
            let claims = try JSONReader.read(try CompactJWS(parsing: Array(token.utf8)).payload)
            names.insert(try #require(claims["jti"]))
        }
        #expect(names.count == 20)
    }
}
