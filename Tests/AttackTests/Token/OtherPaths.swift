import HTTPTypes
import SteelcutDomain
import Testing

/// A path that is almost right is another path.
@Suite struct OtherPaths {
    static let paths = [
        "/", "//token", "/token/", "/token//", "/Token", "/%74oken", "/token;x", "/token.json", "/./token",
        "/x/../token",
        "/to%E2%84%AAen", "/introspect/", "/revoke/", "/Revoke", "//introspect", "/.well-known/revocations/",
        "/.well-known/oauth-authorization-server/",
        "/.well-known//jwks.json", "/.well-known/jwks.json/", "/.well-known/openid-configuration", "/health",
        "/health/",
        "/health/live/", "/tenant/token",
    ]

    @Test(arguments: Transport.all, paths)
    func `is not found`(_ transport: Transport, _ path: String) async throws {
        let server = try TokenFixture(over: transport)
        for method in [HTTPRequest.Method.get, .post] {
            var call = TokenCall.good()
            call.method = method
            call.path = path
            try await server.expectRefusal(of: call, 404, "not_found")
        }
        #expect(server.hasher.checks.isEmpty)
    }

    /// A front end refuses such targets; the endpoint does not depend on it.
    ///
    /// KELVIN SIGN is canonically equivalent to K.
    @Test(arguments: ["*", "", "token", "/\u{212A}"])
    func `what is no path is not found`(_ target: String) async throws {
        let server = try TokenFixture(over: .direct)
        var call = TokenCall.good()
        call.path = target
        try await server.expectRefusal(of: call, 404, "not_found")
    }

    @Test(arguments: Transport.all)
    func `below the path of the issuer everything is served twice`(_ transport: Transport) async throws {
        let server = try TokenFixture.signing(over: transport, issuer: "https://as.example/a/tenant")
        for path in ["/token", "/a/tenant/token"] {
            var call = TokenCall.good()
            call.path = path
            #expect(try await server.answer(to: call).status == 200)
        }
        for path in ["/a/token", "/a/tenant", "/a/tenant/", "/a/tenant//token", "/a/tenant/a/tenant/token"] {
            var call = TokenCall.good()
            call.path = path
            try await server.expectRefusal(of: call, 404, "not_found")
        }
    }
}
