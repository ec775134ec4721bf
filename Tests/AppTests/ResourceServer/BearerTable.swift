import Testing

/// Contract section 5: input → answer, over sockets of the real programs, with tokens of the real issuer.
@Suite(.bothServers) struct BearerTable {
    let site: BothSite

    init() throws { site = try #require(BothSite.current) }

    private let path = "/api_v0.0.1"

    private func token(_ form: String = "", of client: TestClient? = nil) async throws -> String {
        try await site.auth.token(for: client ?? site.client, form)
    }

    private func expect(
        _ status: Int, code: String?, _ fields: [String], _ note: String = "", path: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await site.resource.answer(to: Call(path: path ?? self.path, fields: fields))
        #expect(answer.status == status, "\(note) \(answer.text)", sourceLocation: sourceLocation)
        let json = try answer.json()
        #expect(json["error"]?.string == code, "\(note) \(answer.text)", sourceLocation: sourceLocation)
        #expect(json["error_description"]?.string?.isEmpty == false, "\(note)", sourceLocation: sourceLocation)
        #expect(answer["Content-Type"] == "application/json", sourceLocation: sourceLocation)
        let challenge = try #require(answer["WWW-Authenticate"], "\(note)", sourceLocation: sourceLocation)
        #expect(challenge.hasPrefix("Bearer realm=\""), sourceLocation: sourceLocation)
        #expect(
            challenge.contains(
                "resource_metadata=\"\(site.resource.url)/.well-known/oauth-protected-resource/api_v0.0.1\""),
            "\(challenge)", sourceLocation: sourceLocation)
        if let code {
            #expect(challenge.contains(", error=\"\(code)\""), "\(note) \(challenge)", sourceLocation: sourceLocation)
        } else {
            #expect(!challenge.contains("error"), "\(note) \(challenge)", sourceLocation: sourceLocation)
        }
    }

    @Test func `a good token, the scheme in any case, one or more spaces`() async throws {
        let token = try await token()
        for field in ["Bearer \(token)", "bearer \(token)", "BEARER   \(token)", "bEaReR \(token)"] {
            let answer = try await site.resource.get(path, "Authorization: \(field)")
            #expect(answer.status == 200)
            #expect(answer.text == site.document)
            #expect(answer["Content-Type"] == "application/json")
            #expect(answer["Cache-Control"] == "private")
            #expect(answer["ETag"] != nil)
            #expect(answer["WWW-Authenticate"] == nil)
        }
    }

    @Test func `HEAD and conditional requests`() async throws {
        let bearer = "Authorization: Bearer \(try await token())"
        let answer = try await site.resource.get(path, bearer)
        let tag = try #require(answer["ETag"])
        let head = try await site.resource.answer(to: Call(method: "HEAD", path: path, fields: [bearer]))
        #expect(head.status == 200)
        #expect(head["Content-Length"] == "\(answer.body.count)")
        #expect(head["ETag"] == tag)
        let unchanged = try await site.resource.get(path, bearer, "If-None-Match: \(tag)")
        #expect(unchanged.status == 304)
        #expect(unchanged["ETag"] == tag)
        #expect(unchanged["Cache-Control"] == "private")
        #expect(unchanged.body.isEmpty)
        #expect(try await site.resource.get(path, bearer, "If-None-Match: \"x\"").status == 200)
        // A condition is no way around the token.
        try await expect(401, code: nil, ["If-None-Match: \(tag)"])
    }

    @Test func `no Authorization, or one of another scheme`() async throws {
        let token = try await token()
        try await expect(401, code: nil, [])
        try await expect(401, code: nil, [], path: "\(path)?access_token=\(token)")
        try await expect(401, code: nil, ["Authorization: Basic YTpi"])
        try await expect(401, code: nil, ["Authorization: DPoP \(token)"])
        try await expect(401, code: nil, ["Authorization: Bearers \(token)"])
        let head = try await site.resource.answer(to: Call(method: "HEAD", path: path))
        #expect(head.status == 401)
        #expect(head["WWW-Authenticate"]?.hasPrefix("Bearer realm=") == true)
        let body = "access_token=\(token)"
        let answer = try await site.resource.answer(
            to: Call(
                path: path, fields: ["Content-Type: application/x-www-form-urlencoded"], body: Array(body.utf8)))
        #expect(answer.status == 401)
        #expect(answer["WWW-Authenticate"]?.contains("error") == false)
    }

    @Test func `nothing behind Bearer, or a repeated Authorization`() async throws {
        let token = try await token()
        try await expect(400, code: "invalid_request", ["Authorization: Bearer"])
        try await expect(400, code: "invalid_request", ["Authorization: Bearer "])
        try await expect(
            400, code: "invalid_request", ["Authorization: Bearer \(token)", "Authorization: Bearer \(token)"])
        try await expect(400, code: "invalid_request", ["Authorization: Bearer \(token)", "Authorization: Basic YTpi"])
    }

    @Test func `every way to change a token without a key`() async throws {
        let token = try await token()
        let parts = token.split(separator: ".").map(String.init)
        let (head, payload, signature) = (parts[0], parts[1], parts[2])
        let claims = String(decoding: try segment(1, of: token), as: UTF8.self)
        let header = String(decoding: try segment(0, of: token), as: UTF8.self)
        let other = try await self.token("scope=read")
        func with(header: String, payload: String? = nil, signature: String? = nil) -> String {
            [base64URL(Array(header.utf8)), payload ?? parts[1], signature ?? parts[2]].joined(separator: ".")
        }
        func with(claims: String) -> String { [head, base64URL(Array(claims.utf8)), signature].joined(separator: ".") }
        func flipped(_ text: String, at offset: Int) -> String {
            var bytes = Array(text.utf8)
            bytes[offset] = bytes[offset] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            return String(decoding: bytes, as: UTF8.self)
        }
        let kid = try #require(try AppTests.header(of: token)["kid"]?.string)
        let rows: [(String, String)] = [
            ("garbage", "abc"), ("two segments", "\(head).\(payload)"), ("four segments", "\(token).x"),
            ("five segments", "\(token).x.y"), ("empty signature", "\(head).\(payload)."),
            ("empty payload", "\(head)..\(signature)"), ("empty header", ".\(payload).\(signature)"),
            ("dots", "..."), ("signature of another token", "\(head).\(payload).\(other.split(separator: ".")[2])"),
            ("payload of another token", "\(head).\(other.split(separator: ".")[1]).\(signature)"),
            ("signature's first bits", "\(head).\(payload).\(flipped(signature, at: 0))"),
            ("signature's last byte", "\(head).\(payload).\(flipped(signature, at: signature.utf8.count - 2))"),
            ("payload's first bits", "\(head).\(flipped(payload, at: 4)).\(signature)"),
            ("header's first bits", "\(flipped(head, at: 4)).\(payload).\(signature)"),
            ("short signature", "\(head).\(payload).\(signature.dropLast(2))"),
            ("long signature", "\(head).\(payload).\(signature)AA"),
            ("padding", "\(token)=="), ("padding inside", "\(head)=.\(payload).\(signature)"),
            ("plus and slash", "\(head).\(payload).\(signature.dropLast(2))+/"),
            ("unused bits", "\(head).\(payload).\(signature.dropLast())" + (signature.hasSuffix("B") ? "C" : "B")),
            ("length 1 mod 4", "\(head).\(payload).\(signature)AAA"),
            ("alg none", with(header: #"{"typ":"at+jwt","alg":"none"}"#, signature: "")),
            ("alg noNE", with(header: #"{"typ":"at+jwt","alg":"noNE","kid":"\#(kid)"}"#, signature: "")),
            ("alg HS256", with(header: #"{"typ":"at+jwt","alg":"HS256","kid":"\#(kid)"}"#)),
            ("alg of another kind", with(header: #"{"typ":"at+jwt","alg":"RS256","kid":"\#(kid)"}"#)),
            ("alg a number", with(header: #"{"typ":"at+jwt","alg":1,"kid":"\#(kid)"}"#)),
            ("no alg", with(header: #"{"typ":"at+jwt","kid":"\#(kid)"}"#)),
            ("typ JWT", with(header: header.replacing("at+jwt", with: "JWT"))),
            ("no typ", with(header: header.replacing(#""typ":"at+jwt","#, with: ""))),
            ("unknown kid", with(header: header.replacing(kid, with: String(kid.reversed())))),
            ("kid a path", with(header: header.replacing(kid, with: "../../etc/passwd"))),
            ("no kid", with(header: header.replacing(#","kid":"\#(kid)""#, with: ""))),
            ("crit", with(header: header.dropLast() + #","crit":["exp"],"exp":1}"#)),
            ("b64", with(header: header.dropLast() + #","crit":["b64"],"b64":false}"#)),
            ("jku", with(header: header.dropLast() + #","jku":"http://127.0.0.1:1/"}"#)),
            ("duplicate alg", with(header: header.dropLast() + #","alg":"ES256"}"#)),
            ("trailing comma", with(header: header.dropLast() + ",}")),
            ("trailing bytes", with(header: header + " x")), ("header null", with(header: "null")),
            ("header an array", with(header: "[]")), ("byte order mark", with(header: "\u{FEFF}" + header)),
            ("later exp", with(claims: claims.replacing(#""exp":1"#, with: #""exp":2"#))),
            ("exp enormous", with(claims: claims.replacing(#/"exp":[0-9]+/#, with: #""exp":1e308"#))),
            ("more scope", with(claims: claims.replacing(#""scope":"read"#, with: #""scope":"admin read"#))),
            ("deep JSON", with(claims: String(repeating: "[", count: 3000))),
            ("not UTF-8", "\(head).\(base64URL([0x7B, 0xFF, 0x7D])).\(signature)"),
            ("8 KiB and more", "\(head).\(String(repeating: "A", count: 8192)).\(signature)"),
            ("thousands of segments", String(repeating: ".", count: 4000)),
            ("JSON serialization", #"{"payload":"\#(payload)","protected":"\#(head)","signature":"\#(signature)"}"#),
        ]
        for (name, changed) in rows {
            #expect(changed != token, "\(name)")
            try await expect(401, code: "invalid_token", ["Authorization: Bearer \(changed)"], name)
        }
        #expect(try await site.resource.get(path, "Authorization: Bearer \(token)").status == 200)
    }

    @Test func `a token for another resource`() async throws {
        let bearer = "Authorization: Bearer \(try await token(of: site.otherClient))"
        try await expect(401, code: "invalid_token", [bearer])
    }

    @Test(arguments: ["scope=read", "scope=write", "scope=readwrite", "scope=readwrite+read"])
    func `a scope is missing`(_ form: String) async throws {
        let bearer = "Authorization: Bearer \(try await token(form))"
        try await expect(403, code: "insufficient_scope", [bearer])
        let challenge = try await site.resource.get(path, bearer)["WWW-Authenticate"]
        #expect(challenge?.contains(#"scope="read write""#) == true)
    }

    @Test(arguments: ["/", "/x", "/api_v0.0.1/", "//api_v0.0.1", "/API_v0.0.1", "/api%5Fv0.0.1", "/token"])
    func `unknown paths`(_ path: String) async throws {
        let answer = try await site.resource.get(path)
        #expect(answer.status == 404)
        #expect(try answer.json()["error_description"]?.string != nil)
        #expect(answer["WWW-Authenticate"] == nil)
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"])
    func `other methods`(_ method: String) async throws {
        for path in [path, "/.well-known/oauth-protected-resource", "/health/ready"] {
            let answer = try await site.resource.answer(to: Call(method: method, path: path, body: []))
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "GET, HEAD")
        }
    }

    @Test func `metadata at both places`() async throws {
        for path in ["/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/api_v0.0.1"] {
            let answer = try await site.resource.get(path)
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "application/json")
            let json = try answer.json()
            #expect(json["resource"]?.string == site.resource.url + "/api_v0.0.1")
            #expect(json["authorization_servers"]?.strings == [site.auth.url])
            #expect(json["scopes_supported"]?.strings == ["read", "write"])
            #expect(json["bearer_methods_supported"]?.strings == ["header"])
        }
    }

    @Test func `health, and a request ID of its own`() async throws {
        for path in ["/health/live", "/health/ready"] {
            let answer = try await site.resource.get(path, "X-Request-Id: canary")
            #expect(answer.status == 200)
            #expect(answer.text == #"{"status":"ok"}"#)
            #expect(answer["X-Request-Id"] != nil && answer["X-Request-Id"] != "canary")
        }
    }
}
