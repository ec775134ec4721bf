import SteelcutMemory
import SteelcutTestKit
import HTTPTypes
import SteelcutDomain
import Testing

/// RFC 7662 section 2.1: "the endpoint MUST also require some form of authorization", or tokens could be guessed there.
@Suite struct IntrospectionNeedsAClient {
    static let anonymous: [RefusedCall] = [
        RefusedCall("no credentials", TokenCall("token=a.b.c")),
        RefusedCall("a client_id alone", TokenCall("token=a.b.c&client_id=good")),
        RefusedCall("a wrong secret", TokenCall("token=a.b.c&client_id=good&client_secret=x")),
        RefusedCall("an unknown client", TokenCall("token=a.b.c", authorizations: [TokenCall.basic("nobody", "x")])),
        RefusedCall("a disabled client", .about("a.b.c", at: "/introspect", by: "disabled")),
        RefusedCall("an expired secret", .about("a.b.c", at: "/introspect", by: "expired")),
    ]

    @Test(arguments: Transport.all, anonymous)
    func `who is not known is refused`(_ transport: Transport, _ row: RefusedCall) async throws {
        let server = try TokenFixture(over: transport)
        for path in TokenCall.aboutTokens {
            var call = row.call
            call.path = path
            try await server.expectRefusal(of: call, 401, "invalid_client")
        }
    }

    static let malformed: [RefusedCall] = [
        RefusedCall("no token", TokenCall("token_type_hint=access_token", authorizations: [good])),
        RefusedCall("an empty token", TokenCall("token=", authorizations: [good])),
        RefusedCall("no body", TokenCall("", authorizations: [good])),
        RefusedCall("two tokens", TokenCall("token=a.b.c&token=a.b.c", authorizations: [good])),
        RefusedCall("bad percent-encoding", TokenCall("token=%zz", authorizations: [good])),
        RefusedCall("a control character", TokenCall("token=a%00", authorizations: [good])),
        RefusedCall(
            "two methods",
            TokenCall("token=a.b.c&client_id=good&client_secret=\(TokenFixture.secret)", authorizations: [good])),
        RefusedCall("another scheme", TokenCall("token=a.b.c", authorizations: ["Bearer a.b.c"])),
    ]

    private static let good = TokenCall.basic("good", TokenFixture.secret)

    @Test(arguments: Transport.all, malformed)
    func `what is no question is refused before anything is hashed`(
        _ transport: Transport, _ row: RefusedCall
    ) async throws {
        let server = try TokenFixture(over: transport)
        for path in TokenCall.aboutTokens {
            var call = row.call
            call.path = path
            try await server.expectRefusal(of: call, 400, "invalid_request")
            call = .about("a.b.c", at: path + "?token=a.b.c")
            try await server.expectRefusal(of: call, 400, "invalid_request")
            call = .about("a.b.c", at: path)
            call.contentTypes = ["application/json"]
            try await server.expectRefusal(of: call, 400, "invalid_request")
        }
        #expect(server.hasher.checks.isEmpty)
    }

    @Test(arguments: Transport.all, ["GET", "HEAD", "PUT", "DELETE"])
    func `another method than POST is 405`(_ transport: Transport, _ method: String) async throws {
        let server = try TokenFixture(over: transport)
        for path in TokenCall.aboutTokens {
            var call = TokenCall.about("a.b.c", at: path)
            call.method = try #require(HTTPRequest.Method(method))
            let answer = try await server.answer(to: call)
            #expect(answer.status == 405)
            #expect(answer.fields[.allow] == "POST")
            #expect(answer.fields[.cacheControl] == "no-store")
            #expect(answer.fields[.pragma] == "no-cache")
        }
        #expect(server.hasher.checks.isEmpty)
    }

    @Test(arguments: Transport.all)
    func `before keys or revocations were read nothing is said of a token`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport)
        let token = try await server.token()
        for path in TokenCall.aboutTokens {
            try await server.expectRefusal(of: .about(token, at: path), 503, "temporarily_unavailable")
        }
    }
}
