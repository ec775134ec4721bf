import HTTPTypes
import SteelcutDomain
import Testing

/// RFC 8414 section 3.1: the well-known part goes between host and path; `issuer` is byte for byte what was set.
@Suite struct MetadataPaths {
    static let issuers: [(issuer: String, paths: [String], endpoint: String)] = [
        ("https://as.example", ["/.well-known/oauth-authorization-server"], "https://as.example/token"),
        ("https://as.example/", ["/.well-known/oauth-authorization-server"], "https://as.example/token"),
        (
            "https://as.example/tenant",
            [
                "/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/tenant",
                "/tenant/.well-known/oauth-authorization-server",
            ], "https://as.example/tenant/token"
        ),
        (
            "https://AS.example:8443/a/b/", ["/.well-known/oauth-authorization-server/a/b"],
            "https://AS.example:8443/a/b/token"
        ),
    ]

    @Test(arguments: Transport.all, issuers)
    func `the metadata stand where they are looked for`(
        _ transport: Transport, _ row: (issuer: String, paths: [String], endpoint: String)
    ) async throws {
        let server = try TokenFixture.signing(over: transport, issuer: row.issuer)
        for path in row.paths {
            for method in [HTTPRequest.Method.get, .head] {
                let answer = try await transport.send(
                    HTTPRequest(method: method, scheme: "http", authority: "as.example", path: path), [],
                    server.endpoint)
                #expect(answer.status == 200)
                #expect(answer.fields[.contentType] == "application/json")
                guard method == .get else { continue }
                #expect(try answer.json["issuer"] == .string(row.issuer))
                #expect(try answer.json["token_endpoint"] == .string(row.endpoint))
                #expect(try answer.json["response_types_supported"] == .array([]))
                #expect(try answer.json["grant_types_supported"] == .array([.string("client_credentials")]))
                let base = String(row.endpoint.dropLast("/token".count))
                let methods = JSONValue.array([.string("client_secret_basic"), .string("client_secret_post")])
                #expect(try answer.json["introspection_endpoint"] == .string(base + "/introspect"))
                #expect(try answer.json["introspection_endpoint_auth_methods_supported"] == methods)
                #expect(try answer.json["revocation_endpoint"] == .string(base + "/revoke"))
                #expect(try answer.json["revocation_endpoint_auth_methods_supported"] == methods)
                #expect(try answer.json["revocation_list_uri"] == .string(base + "/.well-known/revocations"))
            }
        }
    }

    @Test(
        arguments: Transport.all,
        [
            "/.well-known/oauth-authorization-server/tenant/", "/.well-known/oauth-authorization-server//tenant",
            "/.well-known/oauth-authorization-server/other", "//.well-known/oauth-authorization-server",
        ])
    func `and nowhere else`(_ transport: Transport, _ path: String) async throws {
        let server = try TokenFixture.signing(over: transport, issuer: "https://as.example/tenant")
        let answer = try await transport.send(
            HTTPRequest(method: .get, scheme: "http", authority: "as.example", path: path), [], server.endpoint)
        #expect(answer.status == 404)
    }
}
