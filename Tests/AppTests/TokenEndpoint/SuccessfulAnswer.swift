import Testing

/// Contract section 4.1: what is answered to a good request, and section 4.2: what the token says.
@Suite(.authorizationServer) struct SuccessfulTokenAnswer {
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    private func granted(_ call: Call, sourceLocation: SourceLocation = #_sourceLocation) async throws -> JSON {
        let answer = try await site.server.answer(to: call)
        try #require(answer.status == 200, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer["Content-Type"] == "application/json", sourceLocation: sourceLocation)
        #expect(answer["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
        #expect(answer["Pragma"] == "no-cache", sourceLocation: sourceLocation)
        return try answer.json()
    }

    @Test func `has exactly these members`() async throws {
        let call = Call.token("grant_type=client_credentials", site.client.basic)
        let answer = try await site.server.answer(to: call)
        #expect(
            answer.text.wholeMatch(
                of:
                    #/{"access_token":"[\w-]+\.[\w-]+\.[\w-]+","token_type":"Bearer","expires_in":3600,"scope":"read write","resource":"api_v0.0.1","expires_on":[0-9]+,"not_before":[0-9]+}/#
            ) != nil, "\(answer.text)")
        let json = try answer.json()
        let from = try #require(json["not_before"]?.integer)
        #expect(json["expires_on"]?.integer == from + 3600)

        let token = try #require(json["access_token"]?.string)
        let header = try header(of: token)
        #expect(header.names == ["typ", "alg", "kid"])
        #expect(header["typ"]?.string == "at+jwt")
        let claims = try claims(of: token)
        #expect(claims.names == ["iss", "sub", "client_id", "aud", "iat", "exp", "jti", "scope"])
        #expect(claims["iss"]?.string == site.server.url)
        #expect(claims["sub"]?.string == site.client.id)
        #expect(claims["client_id"]?.string == site.client.id)
        #expect(claims["aud"]?.string == "api_v0.0.1")
        #expect(claims["iat"]?.integer == from)
        #expect(claims["exp"]?.integer == from + 3600)
        #expect(claims["scope"]?.string == "read write")
        let again = try await granted(call)["access_token"]?.string
        #expect(try self.claims(of: try #require(again))["jti"]?.string != claims["jti"]?.string)
    }

    private func claims(of token: String) throws -> JSON { try AppTests.claims(of: token) }
    private func header(of token: String) throws -> JSON { try AppTests.header(of: token) }

    @Test func `grants what was asked for`() async throws {
        let good = "grant_type=client_credentials"
        let basic = site.client.basic
        for (form, scope, resources) in [
            ("", "read write", ["api_v0.0.1"]), ("scope=&resource=", "read write", ["api_v0.0.1"]),
            ("scope=write", "write", ["api_v0.0.1"]), ("scope=write+write+read", "write read", ["api_v0.0.1"]),
            ("resource=other", "read write", ["other"]), ("resource=other&resource=other", "read write", ["other"]),
            ("resource=&resource=other", "read write", ["other"]),
            ("resource=other&resource=api_v0.0.1&scope=read", "read", ["other", "api_v0.0.1"]),
            ("unknown=1&audience=x", "read write", ["api_v0.0.1"]), ("&&=&", "read write", ["api_v0.0.1"]),
        ] {
            let json = try await granted(.token("\(good)&\(form)", basic))
            #expect(json["scope"]?.string == scope, "\(form)")
            let claims = try claims(of: try #require(json["access_token"]?.string))
            #expect(claims["scope"]?.string == scope, "\(form)")
            if resources.count == 1 {
                #expect(json["resource"]?.string == resources[0], "\(form)")
                #expect(claims["aud"]?.string == resources[0], "\(form)")
            } else {
                #expect(json["resource"]?.strings == resources, "\(form)")
                #expect(claims["aud"]?.strings == resources, "\(form)")
            }
        }
    }

    @Test func `leaves scope out where it is empty`() async throws {
        let client = try await site.work.addClient()
        let json = try await granted(.token("grant_type=client_credentials&\(client.form)"))
        #expect(json.names == ["access_token", "token_type", "expires_in", "resource", "expires_on", "not_before"])
        #expect(try claims(of: try #require(json["access_token"]?.string))["scope"] == nil)
    }

    @Test func `is given in every way to show who one is`() async throws {
        let good = "grant_type=client_credentials"
        let client = site.client
        let encodedSecret = client.secret.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
        for call in [
            Call.token("\(good)&\(client.form)"), .token(good, client.basic),
            .token("\(good)&client_id=\(client.id)", client.basic),
            .token(good, client.basic.replacing("Basic", with: "bAsIc")),
            .token(good, TestClient.basic(client.id, encodedSecret)),
            .token("\(good)&client_id=\(client.id)&client_secret=\(encodedSecret)"),
            Call(
                method: "POST", path: "/token",
                fields: ["Content-Type: Application/X-WWW-Form-URLEncoded; Charset=\"utf-8\"", client.basic],
                body: Array(good.utf8)),
        ] {
            _ = try await granted(call)
        }
    }

    @Test func `names its request by itself`() async throws {
        let call = Call.token("grant_type=client_credentials&\(site.client.form)", "X-Request-Id: canary-of-the-caller")
        let first = try await site.server.answer(to: call)["X-Request-Id"]
        let second = try await site.server.answer(to: call)["X-Request-Id"]
        #expect(first != nil && second != nil && first != second)
        for id in [first, second] { #expect(id?.contains("canary") == false) }
    }

    @Test func `keeps the connection, and pipelined requests in order`() async throws {
        let wire = try Wire(port: site.server.port)
        let form = "grant_type=client_credentials&\(site.client.form)"
        let one =
            "POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)"
        try await wire.send(one + "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n" + one)
        #expect(try await wire.answer().json()["token_type"]?.string == "Bearer")
        #expect(try await wire.answer().json()["status"]?.string == "ok")
        #expect(try await wire.answer().json()["token_type"]?.string == "Bearer")
        try await wire.send(one)
        #expect(try await wire.answer().status == 200)
    }
}
