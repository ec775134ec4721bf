import Foundation
import SteelcutDomain
import SteelcutRawHTTP
import Testing

@testable import SteelcutClient

@Suite struct TokenClientTests {
    static let secret = "PRIVATE- %&+£€:"
    static let good = #"{"access_token":"abc.DEF-1","token_type":"bearer","expires_in":3600,"scope":"a b"}"#

    private func client(
        _ url: String, method: TokenClient.Method = .basic, _ settings: ConnectionSettings = .patient
    ) throws -> TokenClient {
        try TokenClient(
            tokenURL: url,
            credentials: TokenClient.Credentials(
                id: "id £:", secret: ClientSecret(presented: Self.secret), method: method),
            patience: .zero, connections: settings)
    }

    private func failure(_ answer: ScriptedServer.Answer) async throws -> (ClientFailure?, ScriptedServer) {
        let server = try await ScriptedServer { _ in answer }
        let client = try client(server.origin + "/token")
        do throws(ClientFailure) {
            _ = try await client.token()
            return (nil, server)
        } catch { return (error, server) }
    }

    @Test func `Basic credentials are form-encoded within base64`() async throws {
        let server = try await ScriptedServer { _ in .json(Self.good) }
        let token = try await client(server.origin + "/token?tenant=1").token(
            scope: "a b", resources: ["api one", "https://rs.example/?a=b"])
        #expect(token.accessToken.value == "abc.DEF-1")
        #expect(token.tokenType == "bearer")
        #expect(token.expiresIn == 3600)
        #expect(token.scope == ScopeSet(parsing: "a b"))
        #expect(token.json == Array(Self.good.utf8))
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /token?tenant=1 HTTP/1.1")
        #expect(request.field("Content-Type") == "application/x-www-form-urlencoded")
        let credentials = try #require(request.field("Authorization")?.dropFirst("Basic ".count))
        let decoded = try #require(Data(base64Encoded: String(credentials)))
        #expect(String(decoding: decoded, as: UTF8.self) == "id+%C2%A3%3A:PRIVATE-+%25%26%2B%C2%A3%E2%82%AC%3A")
        #expect(
            request.body == "grant_type=client_credentials&resource=api+one"
                + "&resource=https%3A%2F%2Frs.example%2F%3Fa%3Db&scope=a+b")
    }

    @Test func `the body carries the credentials where asked to`() async throws {
        let server = try await ScriptedServer { _ in .json(Self.good) }
        _ = try await client(server.origin + "/token", method: .post).token(scope: "")
        let request = try #require(server.requests.first)
        #expect(request.field("Authorization") == nil)
        #expect(
            request.body == "grant_type=client_credentials&client_id=id+%C2%A3%3A"
                + "&client_secret=PRIVATE-+%25%26%2B%C2%A3%E2%82%AC%3A")
    }

    @Test(
        arguments: [
            (#"<html></html>"#, .malformedResponse(.notJSON)),
            (#"[]"#, .malformedResponse(.notJSON)),
            (
                #"{"access_token":"a","access_token":"b","token_type":"Bearer","expires_in":1}"#,
                .malformedResponse(.notJSON)
            ),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":1,}"#, .malformedResponse(.notJSON)),
            (#"{"access_token":"a","expires_in":1}"#, .malformedResponse(.tokenType)),
            (#"{"access_token":"a","token_type":"mac","expires_in":1}"#, .malformedResponse(.tokenType)),
            (#"{"access_token":"a","token_type":1,"expires_in":1}"#, .malformedResponse(.tokenType)),
            (#"{"token_type":"Bearer","expires_in":1}"#, .malformedResponse(.accessToken)),
            (#"{"access_token":"","token_type":"Bearer","expires_in":1}"#, .malformedResponse(.accessToken)),
            (#"{"access_token":"a b","token_type":"Bearer","expires_in":1}"#, .malformedResponse(.accessToken)),
            (#"{"access_token":"a\r\nX: y","token_type":"Bearer","expires_in":1}"#, .malformedResponse(.accessToken)),
            (#"{"access_token":"=","token_type":"Bearer","expires_in":1}"#, .malformedResponse(.accessToken)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":null}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":-1}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":0}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":"3600"}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":1.5}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":1e308}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":315360001}"#, .malformedResponse(.expiresIn)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":1,"scope":["a"]}"#, .malformedResponse(.scope)),
            (#"{"access_token":"a","token_type":"Bearer","expires_in":1,"scope":"a  b"}"#, .malformedResponse(.scope)),
        ] as [(String, ClientFailure)])
    func `a malformed answer is refused`(_ body: String, _ expected: ClientFailure) async throws {
        #expect(try await failure(.json(body)).0 == expected)
    }

    @Test(
        arguments: [
            (ScriptedServer.Answer(200, ["Content-Type": "text/html"], good), .malformedResponse(.contentType)),
            (ScriptedServer.Answer(200, [:], good), .malformedResponse(.contentType)),
            (.json(good, status: 201), .malformedResponse(.status)),
            (ScriptedServer.Answer(raw: "SSH-2.0-x\r\n\r\n", closes: true), .malformedResponse(.notHTTP)),
            (ScriptedServer.Answer(raw: "HTTP/1.1 200 OK\r\nContent-Le", closes: true), .unreachable(.interrupted)),
            (
                ScriptedServer.Answer(raw: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", closes: true),
                .unreachable(.interrupted)
            ),
            (.json(String(repeating: " ", count: 10 << 20)), .tooLarge),
            (
                ScriptedServer.Answer(
                    raw: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + String(repeating: "40000\r\n" + String(repeating: " ", count: 0x40000) + "\r\n", count: 5),
                    closes: false), .tooLarge
            ),
        ] as [(ScriptedServer.Answer, ClientFailure)])
    func `an answer that is no token is refused`(
        _ answer: ScriptedServer.Answer, _ expected: ClientFailure
    ) async throws {
        #expect(try await failure(answer).0 == expected)
    }

    @Test(arguments: [300, 301, 302, 303, 307, 308])
    func `no secret follows a redirect`(_ status: Int) async throws {
        let elsewhere = try await ScriptedServer { _ in .json(Self.good) }
        let (failure, server) = try await failure(
            ScriptedServer.Answer(status, ["Location": elsewhere.origin + "/token"]))
        #expect(failure == .redirect(status: status))
        #expect(server.requests.count == 1)
        #expect(elsewhere.requests.isEmpty)
    }

    @Test(
        arguments: [
            (
                ScriptedServer.Answer.json(#"{"error":"invalid_client","error_description":"no"}"#, status: 401),
                .refused(status: 401, error: "invalid_client", description: "no", retryAfter: nil)
            ),
            (
                .json(#"{"error":"temporarily_unavailable"}"#, ["Retry-After": "7"], status: 503),
                .refused(status: 503, error: "temporarily_unavailable", description: nil, retryAfter: 7)
            ),
            (
                .json(#"{}"#, ["Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"], status: 429),
                .refused(status: 429, error: nil, description: nil, retryAfter: nil)
            ),
            (
                ScriptedServer.Answer(500, ["Content-Type": "text/html"], "<h1>x</h1>"),
                .refused(status: 500, error: nil, description: nil, retryAfter: nil)
            ),
            (
                .json(#"{"error":"a\nb","error_description":"say \"x\""}"#, status: 400),
                .refused(status: 400, error: nil, description: nil, retryAfter: nil)
            ),
            (
                .json(#"{"error":7,"error_description":"\#(String(repeating: "x", count: 513))"}"#, status: 400),
                .refused(status: 400, error: nil, description: nil, retryAfter: nil)
            ),
        ] as [(ScriptedServer.Answer, ClientFailure)])
    func `a refusal is told as far as it is printable`(
        _ answer: ScriptedServer.Answer, _ expected: ClientFailure
    ) async throws {
        #expect(try await failure(answer).0 == expected)
    }

    @Test func `a server that echoes the secret does not bring it into our logs`() async throws {
        let secret = "PRIVATE-canary+canary"
        let server = try await ScriptedServer { request in
            let echo = request.path == "/body" ? request.body : request.field("Authorization") ?? ""
            return .json(#"{"error":"invalid_client","error_description":"got \#(echo)"}"#, status: 401)
        }
        for (path, method) in [("/body", TokenClient.Method.post), ("/header", .basic)] {
            let client = try TokenClient(
                tokenURL: server.origin + path,
                credentials: method == .post ? .post(id: "me", secret: secret) : .basic(id: "me", secret: secret),
                connections: .patient)
            await #expect(
                throws: ClientFailure.refused(status: 401, error: "invalid_client", description: nil, retryAfter: nil)
            ) { try await client.token() }
        }
        #expect(server.requests.count == 2)
    }

    @Test(
        arguments: [
            ("http://as.example/token", .insecureURL), ("http://127.0.0.1.evil.example/token", .insecureURL),
            ("file:///etc/passwd", .invalidURL), ("unix:///run/x", .invalidURL), ("http+unix://%2Frun/x", .invalidURL),
            ("/token", .invalidURL), ("", .invalidURL), ("https://u:p@as.example/token", .invalidURL),
        ] as [(String, ClientFailure)])
    func `a URL that may not be asked is refused at once`(_ url: String, _ expected: ClientFailure) {
        #expect(throws: expected) { try client(url) }
    }

    @Test(arguments: [
        ScriptedServer.Answer.silence,
        ScriptedServer.Answer(raw: "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", closes: false),
    ])
    func `the deadline holds for the head and for the body`(_ answer: ScriptedServer.Answer) async throws {
        let server = try await ScriptedServer { _ in answer }
        let client = try client(
            server.origin + "/token", ConnectionSettings(deadline: .milliseconds(300)))
        await #expect(throws: ClientFailure.unreachable(.timedOut)) { try await client.token() }
    }

    @Test func `a server that takes no connections is unreachable`() async throws {
        let server = try await ScriptedServer { _ in .silence }
        try await server.stop()
        let client = try client(server.origin + "/token")
        await #expect(throws: ClientFailure.unreachable(.noConnection)) { try await client.token() }
    }

    @Test func `a cancelled task stops waiting`() async throws {
        let server = try await ScriptedServer { _ in .silence }
        let client = try client(server.origin + "/token", ConnectionSettings(deadline: .seconds(3600)))
        let task = Task { try await client.token() }
        try await eventually("the request arrives") { server.requests.count == 1 }
        task.cancel()
        await #expect(throws: ClientFailure.cancelled) { try await task.value }
    }

    @Test func `nothing is said to a server whose certificate is not trusted`() async throws {
        let server = try await ScriptedServer(tls: ClientTestCertificate.context()) { _ in .json(Self.good) }
        let stranger = try client(server.origin + "/token")
        await #expect(throws: ClientFailure.unreachable(.noTrust)) { try await stranger.token() }
        #expect(server.requests.isEmpty)

        let folder = try ClientTestFolder()
        let path = folder.path + "/ca.pem"
        try ClientTestCertificate.certificate.write(toFile: path, atomically: true, encoding: .utf8)
        let friend = try client(
            server.origin + "/token", ConnectionSettings(deadline: .seconds(60), certificateAuthorities: path))
        #expect(try await friend.token().expiresIn == 3600)
    }

    @Test func `an answer does not show its token`() throws {
        let token = try TokenResponse(parsing: Array(Self.good.utf8))
        var dumped = ""
        dump(token, to: &dumped)
        dump(token.accessToken, to: &dumped)
        for text in ["\(token)", String(reflecting: token), "\(token.accessToken)", dumped] {
            #expect(!text.contains("abc.DEF"))
        }
    }
}
