import Testing

@testable import SteelcutEndpoints

/// base64 with padding: RFC 4648 section 10, and nothing beside it.
@Suite struct Base64Tests {
    @Test(arguments: [
        ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ])
    func `the vectors of the RFC`(_ row: (text: String, value: String)) {
        #expect(Base64.decode(Array(row.text.utf8)[...]) == Array(row.value.utf8))
    }

    @Test func `the whole alphabet`() {
        #expect(Base64.decode(Array("+/+/".utf8)[...]) == [0xFB, 0xFF, 0xBF])
    }

    @Test(arguments: [
        "", "=", "==", "===", "====", "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v=", "Zm9v====", "Z===",
        "Zg==Zg==",
        "=Zm9", "Z=g=", "-_-_", "Zm 9v", "Zm9v\n", "Zm9v ", "Zm9!", "Zm9é",
    ])
    func `one text for one value`(_ text: String) { #expect(Base64.decode(Array(text.utf8)[...]) == nil) }
}
