import SteelcutDomain
import Testing

/// An issuer is kept byte for byte; what is derived from it follows RFC 8414.
@Suite struct IssuerTests {
    static let rows: [(text: String, path: String, token: String, metadata: String)] = [
        (
            "https://as.example", "", "https://as.example/token",
            "https://as.example/.well-known/oauth-authorization-server"
        ),
        (
            "https://as.example/", "", "https://as.example/token",
            "https://as.example/.well-known/oauth-authorization-server"
        ),
        (
            "HTTPS://AS.example:8443/a/b", "/a/b", "HTTPS://AS.example:8443/a/b/token",
            "HTTPS://AS.example:8443/.well-known/oauth-authorization-server/a/b"
        ),
        (
            "http://127.0.0.1:5000/t/", "/t", "http://127.0.0.1:5000/t/token",
            "http://127.0.0.1:5000/.well-known/oauth-authorization-server/t"
        ),
        (
            "https://[::1]:1", "", "https://[::1]:1/token", "https://[::1]:1/.well-known/oauth-authorization-server"
        ),
    ]

    @Test(arguments: rows)
    func `URLs are built on it`(_ row: (text: String, path: String, token: String, metadata: String)) throws {
        let issuer = try #require(Issuer(parsing: row.text))
        #expect(issuer.description == row.text)
        #expect(issuer.path == row.path)
        #expect(issuer.url(of: "/token") == row.token)
        #expect(issuer.metadataURL == row.metadata)
        #expect(issuer.url.isSecure == row.text.lowercased().hasPrefix("https"))
    }

    @Test(arguments: [
        "", "as.example", "ftp://as.example", "https:as.example", "https://", "https:///x", "https://?x", "https://a?x",
        "https://a/?",
        "https://a#x", "https://user@a", "https://user:secret@a/x", "https://a:", "https://a/ b", "https://é",
        "https://a/\n",
        "api", "https://" + String(repeating: "a", count: 1020),
    ])
    func `what is no such URL is none`(_ text: String) { #expect(Issuer(parsing: text) == nil) }
}
