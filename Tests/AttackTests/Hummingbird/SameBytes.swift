import HTTPTypes
import SteelcutDomain
import SteelcutHummingbird
import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

/// What the mount answers is what the programs' own front end answers, field by field and byte by byte, but for `Date`,
/// `X-Request-Id` and `Connection`.
@Suite struct SameBytes {
    static let requests: [(String, String)] = [
        ("no credentials", Self.post("/token", "grant_type=client_credentials")),
        ("wrong secret", Self.post("/token", "grant_type=client_credentials&client_id=good&client_secret=x")),
        ("no form", "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"),
        ("no body", "POST /token HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("chunked", Self.post("/token", "6\r\na=1&a=\r\n1\r\n2\r\n0\r\n\r\n", length: "Transfer-Encoding: chunked")),
        ("query string", Self.post("/token?client_secret=x", "grant_type=client_credentials")),
        ("body too long", Self.post("/token", String(repeating: "a", count: 16_385))),
        ("longest body", Self.post("/token", String(repeating: "a", count: 16_384))),
        ("other method", "DELETE /token HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("OPTIONS", "OPTIONS /token HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("other path", "GET /token/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("metadata", "GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("HEAD", "HEAD /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("HEAD of nothing", "HEAD /nothing HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("not modified", "GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n"),
        ("precondition", "GET /.well-known/jwks.json HTTP/1.1\r\nHost: a\r\nIf-Match: \"x\"\r\n\r\n"),
        ("health", "GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("no Host", "GET /token HTTP/1.1\r\n\r\n"),
        ("two Hosts", "GET /token HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        ("Host with a user", "GET /token HTTP/1.1\r\nHost: user@a\r\n\r\n"),
        ("asterisk", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("fragment", "GET /token#a HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("another coding", Self.post("/token", "0\r\n\r\n", length: "Transfer-Encoding: gzip, chunked")),
        ("unknown expectation", Self.post("/token", "abc", length: "Content-Length: 3\r\nExpect: 200-ok")),
        (
            "long head",
            "GET /token HTTP/1.1\r\nHost: a\r\n"
                + String(repeating: "X: " + String(repeating: "y", count: 200) + "\r\n", count: 90)
                + "\r\n"
        ),
    ]

    private static func post(_ target: String, _ body: String, length: String? = nil) -> String {
        "POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + (length ?? "Content-Length: \(body.utf8.count)") + "\r\n\r\n" + body
    }

    @Test(arguments: requests)
    func `over both front ends`(_ name: String, _ request: String) async throws {
        let endpoint = try TokenFixture.signing(over: .direct).endpoint
        let ours = try await ServerUnderTest.with(endpoint) { try await Self.answer(to: request, at: $0.port) }
        try await HummingbirdUnderTest.with(endpoint) { port in
            let theirs = try await Self.answer(to: request, at: port)
            #expect(theirs == ours)
        }
    }

    /// On a resource server what can't be read as a request is refused without `error`, whoever carries the endpoint.
    @Test(arguments: ["no Host", "two Hosts", "fragment", "another coding", "unknown expectation", "long head"])
    func `over both front ends of a resource server`(_ name: String) async throws {
        let request = try #require(Self.requests.first { $0.0 == name }?.1)
        let endpoint = try BearerFixture(over: .direct).endpoint
        let ours = try await ServerUnderTest.with(endpoint) { try await Self.answer(to: request, at: $0.port) }
        #expect(ours.last?.contains(#""error":"#) == false)
        try await HummingbirdUnderTest.with(endpoint) { port in
            let theirs = try await Self.answer(to: request, at: port)
            #expect(theirs == ours)
        }
    }

    private static func answer(to request: String, at port: Int) async throws -> [String] {
        let response = try await RawRequest.send(request, to: port)
        #expect(response["Date"] != nil)
        #expect(response["X-Request-Id"]?.isEmpty == false)
        let natural = ["date", "x-request-id", "connection"]
        let fields = response.fields.filter { !natural.contains($0.name.lowercased()) }
        return ["\(response.status)"] + fields.map { "\($0.name): \($0.value)" } + [response.text]
    }
}
