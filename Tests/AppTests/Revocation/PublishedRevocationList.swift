import Testing

/// Contract section 4: the list that resource servers poll instead of asking for each token.
@Suite(.authorizationServer) struct PublishedRevocationList {
    static let path = "/.well-known/revocations"
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    @Test func `the metadata name it, and the endpoints`() async throws {
        let json = try await site.server.get("/.well-known/oauth-authorization-server").json()
        let methods = ["client_secret_basic", "client_secret_post"]
        #expect(json["introspection_endpoint"]?.string == site.server.url + "/introspect")
        #expect(json["introspection_endpoint_auth_methods_supported"]?.strings == methods)
        #expect(json["revocation_endpoint"]?.string == site.server.url + "/revoke")
        #expect(json["revocation_endpoint_auth_methods_supported"]?.strings == methods)
        #expect(json["revocation_list_uri"]?.string == site.server.url + Self.path)
    }

    @Test func `it is a JWS of the active key, and holds what was revoked`() async throws {
        let token = try await site.server.token(for: site.client)
        let before = try await site.server.get(Self.path)
        #expect(before.status == 200)
        #expect(before["Content-Type"] == "application/jwt")
        #expect(before["Cache-Control"] == "public, no-cache")
        let head = try header(of: before.text)
        #expect(head.names == ["typ", "alg", "kid"])
        #expect(head["typ"]?.string == "revocations+jwt")
        #expect(try head["kid"]?.string == header(of: token)["kid"]?.string)
        let earlier = try claims(of: before.text)
        #expect(earlier.names == ["iss", "iat", "exp", "counter", "jti", "kid", "clients"])
        #expect(earlier["iss"]?.string == site.server.url)
        // The suite's disabled client was cut off.
        #expect(earlier["clients"]?.names.contains(site.disabledClient.id) == true)
        let name = try #require(try claims(of: token)["jti"]?.string)
        #expect(earlier["jti"]?.strings?.contains(name) == false)

        #expect(try await site.server.answer(to: .about(token, at: "/revoke", by: site.client)).status == 200)
        let after = try await site.server.get(Self.path)
        #expect(after["ETag"] != before["ETag"])
        let later = try claims(of: after.text)
        #expect(later["jti"]?.strings?.contains(name) == true)
        let (old, new) = (try #require(earlier["counter"]?.integer), try #require(later["counter"]?.integer))
        #expect(new > old)
        // It is no access token.
        #expect(try await site.server.isActive(after.text, by: site.client) == false)
    }

    @Test func `whoever has it hears 304`() async throws {
        // Until the half-life, and what other tests revoke, does not change between the two requests.
        try await until("the same list twice") {
            let tag = try #require(try await site.server.get(Self.path)["ETag"])
            #expect(tag.wholeMatch(of: #/W/"[0-9]+-[0-9]+-[A-Za-z0-9_\-]{43}"/#) != nil, "\(tag)")
            let again = try await site.server.get(Self.path, "If-None-Match: \(tag)")
            guard again.status == 304 else { return false }
            #expect(again["ETag"] == tag)
            #expect(again["Cache-Control"] == "public, no-cache")
            #expect(again.body.isEmpty)
            return true
        }
        #expect(try await site.server.get(Self.path, "If-None-Match: \"x\"").status == 200)
        let head = try await site.server.answer(to: Call(method: "HEAD", path: Self.path))
        #expect(head.status == 200)
        #expect(head["ETag"] != nil)
        for method in ["POST", "PUT", "DELETE"] {
            let answer = try await site.server.answer(to: Call(method: method, path: Self.path, body: []))
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "GET, HEAD")
        }
    }
}
