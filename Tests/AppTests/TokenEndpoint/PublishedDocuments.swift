import Testing

/// Contract section 4: metadata, key set and health of the authorization server.
@Suite(.authorizationServer) struct PublishedDocuments {
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    @Test func `metadata names everything by the issuer`() async throws {
        let answer = try await site.server.get("/.well-known/oauth-authorization-server")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/json")
        let json = try answer.json()
        #expect(json["issuer"]?.string == site.server.url)
        #expect(json["token_endpoint"]?.string == site.server.url + "/token")
        #expect(json["jwks_uri"]?.string == site.server.url + "/.well-known/jwks.json")
        #expect(json["response_types_supported"]?.strings == [])
        #expect(json["grant_types_supported"]?.strings == ["client_credentials"])
        #expect(
            json["token_endpoint_auth_methods_supported"]?.strings == ["client_secret_basic", "client_secret_post"])
    }

    @Test func `the key set holds public keys and can be asked for again`() async throws {
        let answer = try await site.server.get("/.well-known/jwks.json")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/jwk-set+json")
        #expect(answer["Cache-Control"] == "public, max-age=300")
        #expect(answer.text + "\n" == (try await site.work.done("keys", "export")))
        let tag = try #require(answer["ETag"])
        #expect(tag.wholeMatch(of: #/"[!#-~]+"/#) != nil)
        for value in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let unchanged = try await site.server.get("/.well-known/jwks.json", "If-None-Match: \(value)")
            #expect(unchanged.status == 304, "\(value)")
            #expect(unchanged["ETag"] == tag)
            #expect(unchanged["Cache-Control"] == "public, max-age=300")
            #expect(unchanged.body.isEmpty)
        }
        #expect(try await site.server.get("/.well-known/jwks.json", "If-None-Match: \"x\"").status == 200)
        let head = try await site.server.answer(to: Call(method: "HEAD", path: "/.well-known/jwks.json"))
        #expect(head.status == 200)
        #expect(head["ETag"] == tag)
        #expect(head["Content-Length"] == "\(answer.body.count)")
    }

    @Test(arguments: ["/health/live", "/health/ready"])
    func `health is JSON`(_ path: String) async throws {
        let answer = try await site.server.get(path)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "application/json")
        #expect(answer.text == #"{"status":"ok"}"#)
    }

    @Test(
        arguments: [
            "/.well-known/oauth-authorization-server", "/.well-known/jwks.json", "/health/live", "/health/ready",
        ], ["POST", "PUT", "DELETE"])
    func `what is to be read can't be written`(_ path: String, _ method: String) async throws {
        let answer = try await site.server.answer(to: Call(method: method, path: path, body: []))
        #expect(answer.status == 405)
        #expect(answer["Allow"] == "GET, HEAD")
    }
}
