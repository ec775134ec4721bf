import SteelcutDomain
import Testing

/// One grammar of URLs for issuers, protected resources and settings.
@Suite struct WebURLTests {
    @Test(arguments: [
        ("https://as.example", true, false), ("HTTPS://AS.example:8443/a%20b?c=d", true, false),
        ("http://as.example/", false, false), ("http://localhost:5000/token", false, true),
        ("http://LOCALHOST?x", false, true), ("http://127.0.0.1:1/", false, true), ("http://127.255.3.4/", false, true),
        ("http://[::1]:5000/x", false, true), ("http://[::2]/", false, false),
        // What resolvers of old take for 127.0.0.1 is not taken for it here.
        ("http://127.1/", false, false), ("http://0177.0.0.1/", false, false), ("http://2130706433/", false, false),
        ("http://127.0.0.01/", false, false), ("http://127.0.0.256/", false, false),
        ("http://127.0.0.1./", false, false),
        ("http://localhost.evil.example/", false, false), ("http://127.0.0.1.evil.example/", false, false),
        ("http://evil.example/127.0.0.1", false, false), ("http://evil.example/@127.0.0.1", false, false),
        ("http://evil.example?@localhost", false, false),
    ])
    func `host and security are found`(_ text: String, _ isSecure: Bool, _ isLoopback: Bool) throws {
        let url = try #require(WebURL(parsing: text))
        #expect(url.description == text)
        #expect(url.isSecure == isSecure)
        #expect(WebURL.isLoopback(url.host) == isLoopback)
        #expect(url.isExposed == (!isSecure && !isLoopback))
    }

    @Test(arguments: [
        "", "as.example", "//as.example/", "ftp://as.example/", "file:///etc/passwd", "javascript:alert(1)",
        "http:/x/y",
        "http://", "http:///x", "https://?x", "https://as.example/#f", "http://u@localhost/", "http://localhost@evil/",
        "http://127.0.0.1\\@evil.example/", "http://evil.example\\127.0.0.1", "http://a b/", "http://a\r\nX:y/",
        "http://h:/", "http://h:0/", "http://h:65536/", "http://h:+1/", "http://h:1:2/", "http://h:٣/", "http://[::1/",
        "http://[]/", "http://[1]/", "http://[::1]x/", "http://[::1%25eth0]/", "http://%6cocalhost/",
        "http://ⓛocalhost/",
        "http://h/%zz", "http://h/%2", "http://h;x/",
    ])
    func `anything else is no URL`(_ text: String) {
        #expect(WebURL(parsing: text) == nil)
    }

    @Test(arguments: [
        ("https://AS.example:8443/a%20b?c=d", "https://AS.example:8443", "as.example", "/a%20b?c=d", true),
        ("http://[::1]:5000/x/", "http://[::1]:5000", "[::1]", "/x/", false), ("HTTP://h", "HTTP://h", "h", "", false),
        ("http://h?", "http://h", "h", "?", true),
    ])
    func `its parts are kept as they were given`(
        _ text: String, _ origin: String, _ host: String, _ target: String, _ hasQuery: Bool
    ) throws {
        let url = try #require(WebURL(parsing: text))
        #expect(url.origin == origin)
        #expect(url.host == host)
        #expect(url.target == target)
        #expect(url.hasQuery == hasQuery)
    }

    @Test func `a host to listen on is loopback with or without brackets`() {
        for host in ["::1", "[::1]", "localhost", "LOCALHOST", "127.0.0.1"] { #expect(WebURL.isLoopback(host)) }
        for host in ["", "::", "0.0.0.0", "127", "127.+1.0.1", "128.0.0.1"] { #expect(!WebURL.isLoopback(host)) }
    }
}
