import SteelcutDomain
import Testing

/// Values parse at the border: what is no value is `nil`.
@Suite struct ValueParsingTests {
    @Test(arguments: ["a", "a b", " a ", "!\"#$%&'()*+,-./~", String(repeating: "x", count: 512)])
    func `a client ID is printable ASCII`(_ text: String) { #expect(ClientID(parsing: text)?.description == text) }

    @Test(arguments: ["", String(repeating: "x", count: 513), "é", "a\u{0}", "a\n", "\t", "\u{7F}", "\u{80}", "ａ"])
    func `and nothing else`(_ text: String) { #expect(ClientID(parsing: text) == nil) }

    @Test func `client IDs order by bytes`() throws {
        let ids = try ["b", "a", "Z", "aa", "~"].map { try #require(ClientID(parsing: $0)) }
        #expect(ids.sorted().map(\.description) == ["Z", "a", "aa", "b", "~"])
    }

    @Test(arguments: [
        "api_v0.0.1", "a", "my api", "1a:b", "-:x", "a b:c", "https://a", "https://a.example:8443/x?y=%41",
        "urn:ietf:params:x", "a+b-c.d:x", "https://[::1]/x", String(repeating: "n", count: 256),
        "https://" + String(repeating: "h", count: 2040),
    ])
    func `a resource is a plain name or a URI`(_ text: String) {
        #expect(ResourceIdentifier(parsing: text)?.description == text)
    }

    @Test(arguments: [
        "", " ", " a", "a ", "é", "a\u{0}b", "a\tb", "a:", "https://", "https:///x", "https://?x", "https://:80/",
        "https://a#b",
        "https://a b", "https://a/%", "https://a/%4", "https://a/%zz", "https://a/<x>", "https://a/\"", "https://a/\\",
        "https://a/{x}", "https://a/^`|", String(repeating: "n", count: 257),
        "https://" + String(repeating: "h", count: 2041),
    ])
    func `and nothing in between`(_ text: String) { #expect(ResourceIdentifier(parsing: text) == nil) }

    @Test(arguments: ["a", "!", "#[]~", "urn:x:y", "a/b:c", String(repeating: "s", count: 256)])
    func `a scope is of the grammar of RFC 6749`(_ text: String) { #expect(Scope(parsing: text)?.description == text) }

    @Test(arguments: ["", " ", "a b", "\"", "\\", "\t", "é", "\u{7F}", String(repeating: "s", count: 257)])
    func `and no scope is of another`(_ text: String) { #expect(Scope(parsing: text) == nil) }

    @Test(arguments: [("", ""), ("a", "a"), ("b a", "b a"), ("a a b a", "a b")])
    func `scopes keep their order, each once`(_ row: (String, String)) throws {
        let set = try #require(ScopeSet(parsing: row.0))
        #expect(set.description == row.1)
        #expect(set.isEmpty == row.1.isEmpty)
    }

    @Test(arguments: [" ", "a ", " a", "a  b", "a\tb", "a\"", "a\u{A0}b"])
    func `scopes have one space between them`(_ text: String) { #expect(ScopeSet(parsing: text) == nil) }

    @Test func `a subset has nothing else`() throws {
        let all = try #require(ScopeSet(parsing: "read write"))
        #expect(ScopeSet().isSubset(of: ScopeSet()))
        #expect(ScopeSet(parsing: "write")?.isSubset(of: all) == true)
        #expect(ScopeSet(parsing: "rea")?.isSubset(of: all) == false)
        #expect(all.isSubset(of: ScopeSet()) == false)
        #expect(all.contains("write") && !all.contains("rea") && !all.contains("read write") && !all.contains(""))
        // KELVIN SIGN is canonically equivalent to K.
        #expect(ScopeSet(parsing: "K")?.contains("\u{212A}") == false)
    }

    @Test(arguments: ["client_credentials", "password", "urn:ietf:params:oauth:grant-type:jwt-bearer", "a b"])
    func `a grant type is printable ASCII`(_ text: String) { #expect(GrantType(parsing: text)?.description == text) }

    @Test(arguments: ["", " a", "a ", "é", "a\n", String(repeating: "g", count: 257)])
    func `and no other text is a grant type`(_ text: String) { #expect(GrantType(parsing: text) == nil) }

    @Test(arguments: ["Billing", "Ünïcödé 🦊", " a ", String(repeating: "n", count: 256)])
    func `a client's name is text`(_ text: String) { #expect(ClientName(parsing: text)?.description == text) }

    @Test(arguments: ["", " ", "\u{3000}", "a\n", "a\u{0}", "a\u{85}", "a\u{2028}", String(repeating: "n", count: 257)])
    func `that is neither blank nor breaks a line`(_ text: String) { #expect(ClientName(parsing: text) == nil) }

    @Test(arguments: [
        (1, true), (86_400, true), (0, false), (-1, false), (86_401, false), (Int.max, false), (Int.min, false),
    ])
    func `a token lives between a second and a day`(_ row: (seconds: Int, isGood: Bool)) {
        #expect(TokenLifetime(seconds: row.seconds)?.seconds == (row.isGood ? row.seconds : nil))
    }

    @Test(arguments: ["abcDEF", "-_09az"])
    func `a selector is six characters of base64url`(_ text: String) {
        #expect(SecretSelector(parsing: text)?.text == text)
    }

    @Test(arguments: ["", "abcde", "abcdefg", "abcde+", "abcde=", "abcdé"])
    func `and nothing else is a selector`(_ text: String) { #expect(SecretSelector(parsing: text) == nil) }

    @Test(arguments: [
        ("PRIVATE-" + String(repeating: "a", count: 43), true), ("PRIVATE-" + String(repeating: "a", count: 42), false),
        ("PRIVATE-" + String(repeating: "a", count: 44), false),
        ("private-" + String(repeating: "a", count: 43), false),
        ("PRIVATE-" + String(repeating: "a", count: 42) + "+", false),
        ("PRIVATE-" + String(repeating: "+", count: 43), false),
        ("", false),
    ])
    func `only a generated secret has a selector`(_ row: (String, Bool)) {
        #expect((ClientSecret(presented: row.0).selector != nil) == row.1)
    }
}
