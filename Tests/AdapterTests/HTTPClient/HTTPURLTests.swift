import Testing

@testable import SteelcutClient

@Suite struct HTTPURLTests {
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
        let url = try #require(HTTPURL(parsing: text))
        #expect(url.text == text)
        #expect(url.isSecure == isSecure)
        #expect(url.isLoopback == isLoopback)
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
        #expect(HTTPURL(parsing: text) == nil)
    }
}
