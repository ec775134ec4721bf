import Testing

@testable import SteelcutEndpoints

/// The decoder of forms, by bytes.
@Suite struct FormTests {
    @Test(arguments: [
        ("", ""), ("a", "a"), ("a+b", "a b"), ("%61%4A%4a", "aJJ"), ("%2B%25%26%3D", "+%&="), ("%C3%A9é", "éé"),
        ("%F0%9F%A6%8A", "🦊"), ("~!*'()", "~!*'()"), ("a b", "a b"), ("%EF%BB%BF", "\u{FEFF}"),
    ])
    func `what is encoded is decoded`(_ row: (encoded: String, text: String)) {
        #expect(FormEncoding.decode(Array(row.encoded.utf8)[...]).map { Array($0.utf8) } == Array(row.text.utf8))
    }

    @Test(arguments: [
        "%", "%4", "%zz", "%4g", "%-1", "% 1", "%+1", "a%", "%00", "%0a", "%1f", "%7f", "%c2%80", "%c2%9f", "\u{85}",
    ])
    func `what is not encoding or text is none`(_ text: String) {
        #expect(FormEncoding.decode(Array(text.utf8)[...]) == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are none, raw or encoded`(_ bytes: [UInt8]) {
        #expect(FormEncoding.decode(bytes[...]) == nil)
        let encoded = bytes.map { "%" + String($0, radix: 16) }.joined()
        #expect(FormEncoding.decode(Array(encoded.utf8)[...]) == nil)
    }

    @Test func `names and values`() throws {
        let form = try Form(decoding: Array("a=1&&b&c=&=x&d=e=f&resource=r&resource=&resource=s&".utf8))
        #expect(form["a"] == "1")
        #expect(form["b"] == nil)
        #expect(form["c"] == nil)
        #expect(form["d"] == "e=f")
        #expect(form.resources == ["r", "s"])
    }

    @Test func `a million ampersands are nothing`() throws {
        let form = try Form(decoding: [UInt8](repeating: UInt8(ascii: "&"), count: 1_000_000) + Array("a=1".utf8))
        #expect(form["a"] == "1")
    }

    @Test func `parameters are bounded`() {
        let most = (0..<Form.mostParameters).map { "p\($0)=" }.joined(separator: "&")
        #expect(throws: Never.self) { try Form(decoding: Array(most.utf8)) }
        #expect(throws: (any Error).self) { try Form(decoding: Array((most + "&x").utf8)) }
        let resources = String(repeating: "resource=a&", count: Form.mostParameters + 1)
        #expect(throws: (any Error).self) { try Form(decoding: Array(resources.utf8)) }
    }
}
