import Foundation
import Testing

/// Contract section 4.1: input → status, `error`; row by row, over a socket of the real program.
@Suite(.authorizationServer) struct RefusalTable {
    let site: AuthorizationSite

    init() throws { site = try #require(AuthorizationSite.current) }

    private var form: String { site.client.form }
    private var basic: String { site.client.basic }

    private func expect(
        _ status: Int, _ error: String, _ call: Call, _ note: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await site.server.answer(to: call)
        let request = "\(note) \(call.fields) \(String(decoding: (call.body ?? []).prefix(300), as: UTF8.self))"
        #expect(answer.status == status, "\(request): \(answer.text)", sourceLocation: sourceLocation)
        let json = try answer.json()
        #expect(json.names == ["error", "error_description"], "\(request)", sourceLocation: sourceLocation)
        #expect(json["error"]?.string == error, "\(request): \(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.text.utf8.allSatisfy { (0x20...0x7E).contains($0) }, sourceLocation: sourceLocation)
        #expect(answer["Content-Type"] == "application/json", "\(request)", sourceLocation: sourceLocation)
        #expect(answer["Cache-Control"] == "no-store", "\(request)", sourceLocation: sourceLocation)
        #expect(answer["Pragma"] == "no-cache", "\(request)", sourceLocation: sourceLocation)
        let challenge = status == 401 ? #"Basic realm="token""# : nil
        #expect(answer["WWW-Authenticate"] == challenge, "\(request)", sourceLocation: sourceLocation)
        #expect(answer["X-Request-Id"]?.isEmpty == false, sourceLocation: sourceLocation)
    }

    @Test func `malformed requests`() async throws {
        let good = "grant_type=client_credentials"
        for body in [
            "", "scope=read&\(form)", "grant_type=&\(form)", "grant_type&\(form)", "\(good)&\(good)&\(form)",
            "\(good)&grant_type=&\(form)", "\(good)&scope=read&scope=read&\(form)", "\(good)&scope=&scope=&\(form)",
            "\(good)&unknown=1&unknown=1&\(form)", "\(good)&\(form)&client_id=\(site.client.id)",
            "\(good)&\(form)&client_secret=x", "\(good)&\(form)&a=%zz", "\(good)&\(form)&a=%4", "\(good)&\(form)&a=%",
            "\(good)&\(form)&%zz=a", "\(good)&\(form)&a=%C0%AF", "\(good)&\(form)&a=%ED%A0%80",
            "\(good)&\(form)&a=%00", "\(good)&\(form)&a=%0A", "\(good)&\(form)&a=%7F", "\(good)&\(form)&a=%C2%85",
            "\(good)&client_id=\(site.client.id)%00x&client_secret=\(site.client.secret)",
            "\(good)&\(form)&scope=re%0Dad",
        ] {
            try await expect(400, "invalid_request", .token(body))
        }
        try await expect(
            400, "invalid_request",
            Call(
                method: "POST", path: "/token", fields: ["Content-Type: application/x-www-form-urlencoded"],
                body: Array("\(good)&\(form)&a=".utf8) + [0xFF]))
    }

    @Test func `bodies that are no form`() async throws {
        let body = Array("grant_type=client_credentials&\(form)".utf8)
        for fields in [
            [], ["Content-Type: application/json"], ["Content-Type: multipart/form-data; boundary=x"],
            ["Content-Type: text/plain"], ["Content-Type: application/x-www-form-urlencoded; charset=iso-8859-1"],
            ["Content-Type: application/x-www-form-urlencodedx"],
            ["Content-Type: application/x-www-form-urlencoded", "Content-Type: application/json"],
        ] {
            try await expect(
                400, "invalid_request", Call(method: "POST", path: "/token", fields: fields, body: body))
        }
    }

    @Test(arguments: ["?", "?a=b", "?grant_type=client_credentials"])
    func `a query string`(_ query: String) async throws {
        try await expect(
            400, "invalid_request", .token("grant_type=client_credentials&\(form)", path: "/token\(query)"))
    }

    @Test func `several or malformed credentials`() async throws {
        let good = "grant_type=client_credentials"
        try await expect(400, "invalid_request", .token("\(good)&client_secret=\(site.client.secret)", basic))
        try await expect(400, "invalid_request", .token("\(good)&\(form)", basic))
        try await expect(400, "invalid_request", .token("\(good)&client_id=\(Commands.unknownID)", basic))
        try await expect(400, "invalid_request", .token("\(good)&client_secret=\(site.client.secret)"))
        let assertion =
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=a.b.c"
        try await expect(400, "invalid_request", .token("\(good)&\(assertion)", basic))
        try await expect(400, "invalid_request", .token("\(good)&\(assertion)&\(form)"))
        try await expect(400, "invalid_request", .token(good, basic, basic))
        let long = String(repeating: "x", count: 513)
        func encoded(_ text: String) -> String { "Authorization: Basic " + Data(text.utf8).base64EncodedString() }
        for field in [
            "Authorization:", "Authorization: Basic", "Authorization: Basic ", "Authorization: Bearer abc",
            "Authorization: Digest a=b", "Authorization: \(Data("a:b".utf8).base64EncodedString())",
            "Authorization: Basic !!!!", "Authorization: Basic YTpi=", "Authorization: Basic YTpi YTpi",
            "Authorization: Basic YTp", "Authorization: Basic QR==", encoded("nocolon"), encoded("a%zz:b"),
            encoded("a:b%4"), encoded("a:%FF"), encoded("a:%00"), encoded("a:\(long)"), encoded("\(long):a"),
        ] {
            try await expect(400, "invalid_request", .token(good, field))
        }
        try await expect(400, "invalid_request", .token("\(good)&client_id=\(long)&client_secret=a"))
        try await expect(400, "invalid_request", .token("\(good)&client_id=\(site.client.id)&client_secret=\(long)"))
    }

    @Test(arguments: ["password", "authorization_code", "refresh_token", "CLIENT_CREDENTIALS", "client_credentials%20"])
    func `another grant type`(_ type: String) async throws {
        try await expect(400, "unsupported_grant_type", .token("grant_type=\(type)", basic))
        // The grant type comes before the client.
        try await expect(400, "unsupported_grant_type", .token("grant_type=\(type)"))
        try await expect(400, "unsupported_grant_type", .token("grant_type=\(type)", TestClient.basic("x", "y")))
    }

    @Test func `every client that can't be told from another`() async throws {
        let good = "grant_type=client_credentials"
        let client = site.client
        let disabled = site.disabledClient
        var answers: [[String]] = []
        for call in [
            Call.token(good), .token("\(good)&client_id=\(client.id)"), .token("\(good)&client_secret=&client_id="),
            .token(good, TestClient.basic(Commands.unknownID, client.secret)),
            .token(good, TestClient.basic(client.id, "PRIVATE-wrong")), .token(good, TestClient.basic(client.id, "")),
            .token(good, TestClient.basic(client.id.uppercased(), client.secret)),
            .token(good, TestClient.basic("", client.secret)), .token(good, disabled.basic),
            .token("\(good)&client_id=\(Commands.unknownID)&client_secret=\(client.secret)"),
            .token("\(good)&client_id=\(client.id)&client_secret=\(client.secret)x"),
            .token("\(good)&client_id=\(client.id)&client_secret=\(String(repeating: "x", count: 512))"),
            .token("\(good)&\(disabled.form)"),
            // The client comes before its rights.
            .token("\(good)&scope=%22&resource=%23", TestClient.basic(client.id, "PRIVATE-wrong")),
            .token(good, TestClient.basic("%27%20OR%201%3D1--", "x")),
        ] {
            try await expect(401, "invalid_client", call)
            answers.append(try await site.server.answer(to: call).withoutDateAndID)
        }
        #expect(Set(answers).count == 1, "\(answers)")
    }

    @Test func `rights that the client does not have`() async throws {
        let good = "grant_type=client_credentials"
        try await expect(400, "unauthorized_client", .token(good, site.passwordClient.basic))
        // The right to the grant comes before scopes and resources.
        try await expect(400, "unauthorized_client", .token("\(good)&scope=x&resource=y", site.passwordClient.basic))
        for scope in [
            "admin", "read+admin", "READ", "rea", "%22", "%5C", "read++write", "+read", "read+", "r%C3%A9ad",
        ] {
            try await expect(400, "invalid_scope", .token("\(good)&scope=\(scope)", basic))
        }
        for resource in [
            "foreign", "API_V0.0.1", "api_v0.0.1%2F", "https%3A%2F%2Fa%2F%23f", "%C3%A9", "+api_v0.0.1",
            String(repeating: "r", count: 257), "api_v0.0.1&resource=foreign",
        ] {
            try await expect(400, "invalid_target", .token("\(good)&resource=\(resource)", basic))
        }
    }

    @Test func `a body over the limit`() async throws {
        let call = Call.token(String(repeating: "a", count: 16 * 1024 + 1))
        try await expect(413, "invalid_request", call)
        // At the limit it is read, and wrong for another reason.
        try await expect(400, "invalid_request", .token(String(repeating: "a", count: 16 * 1024)))
    }

    @Test(arguments: ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE"])
    func `another method`(_ method: String) async throws {
        for path in ["/token", "/token?a=b"] {
            var call = Call.token("%zz", "Authorization: Bearer x", path: path)
            call.method = method
            let answer = try await site.server.answer(to: call)
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "POST")
            #expect(answer["Cache-Control"] == "no-store")
            #expect(answer["Pragma"] == "no-cache")
        }
    }

    @Test func `OPTIONS says what is allowed`() async throws {
        let answer = try await site.server.answer(to: Call(method: "OPTIONS", path: "/token"))
        #expect(answer.status == 204)
        #expect(answer["Allow"] == "POST")
        #expect(answer["Cache-Control"] == "no-store")
        #expect(answer["Pragma"] == "no-cache")
        #expect(answer.body.isEmpty)
    }

    @Test(arguments: ["/token/", "//token", "/Token", "/token/x", "/%74oken", "/", "/health/live/", "/x"])
    func `another path`(_ path: String) async throws {
        for method in ["POST", "GET"] {
            var call = Call.token("grant_type=client_credentials&\(form)", path: path)
            call.method = method
            let answer = try await site.server.answer(to: call)
            #expect(answer.status == 404)
            #expect(answer["Cache-Control"] == "no-store")
        }
    }
}
