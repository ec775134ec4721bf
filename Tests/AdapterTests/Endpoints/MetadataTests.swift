import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import Testing

/// What the servers say of themselves (RFC 8414, RFC 9728).
@Suite struct MetadataTests {
    @Test func `the authorization server's members`() async throws {
        let server = try EndpointFixture(issuer: "https://as.example/t").authorizationServer
        let answer = await EndpointFixture.get("/.well-known/oauth-authorization-server/t", from: server)
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == #"{"issuer":"https://as.example/t","token_endpoint":"https://as.example/t/token","#
                + #""jwks_uri":"https://as.example/t/.well-known/jwks.json","response_types_supported":[],"#
                + #""grant_types_supported":["client_credentials"],"#
                + #""token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"]}"#)
        #expect(answer.head.headerFields[.cacheControl] == "public, max-age=300")
        let tag = try #require(answer.head.headerFields[.eTag])
        let again = await EndpointFixture.get(
            "/t/.well-known/oauth-authorization-server", [.ifNoneMatch: tag], from: server)
        #expect(again.head.status == .notModified)
    }

    static let resources: [(url: String, path: String)] = [
        ("https://rs.example", ""), ("https://rs.example/", ""), ("https://rs.example/api_v0.0.1", "/api_v0.0.1"),
        ("http://127.0.0.1:5001/a/b/", "/a/b/"),
    ]

    @Test(arguments: resources)
    func `the protected resource's members stand at both places`(_ row: (url: String, path: String)) async throws {
        let server = try EndpointFixture(resourceURL: row.url, scopes: "read write").resourceServer
        for path in ["", row.path] {
            let answer = await EndpointFixture.get("/.well-known/oauth-protected-resource" + path, from: server)
            #expect(answer.head.headerFields[.contentType] == "application/json")
            #expect(
                String(decoding: answer.body, as: UTF8.self)
                    == #"{"resource":"\#(row.url)","authorization_servers":["https://as.example"],"#
                    + #""scopes_supported":["read","write"],"bearer_methods_supported":["header"]}"#)
        }
        let origin = String(
            row.url.dropLast(row.url.utf8.count - 8 - row.url.dropFirst(8).prefix { $0 != "/" }.utf8.count))
        let challenge = await EndpointFixture.get("/api_v0.0.1", from: server).head.headerFields[.wwwAuthenticate]
        #expect(
            challenge
                == #"Bearer realm="resource", resource_metadata="\#(origin)/.well-known/oauth-protected-resource\#(row.path)""#
        )
    }

    @Test func `without scopes there is no such member`() async throws {
        let answer = await EndpointFixture.get(
            "/.well-known/oauth-protected-resource", from: try EndpointFixture().resourceServer)
        #expect(try answer.json["scopes_supported"] == nil)
    }

    @Test(arguments: [
        "", "rs.example", "ftp://rs.example", "https://rs.example/?q", "https://rs.example/#f", "https://u@rs.example",
    ])
    func `a resource is named by an http URL without query`(_ text: String) {
        #expect(ProtectedResourceURL(parsing: text) == nil)
    }
}
