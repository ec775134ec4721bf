import Testing

@testable import SteelcutEndpoints

/// The grammar of `Content-Type` (RFC 9110 section 8.3.1).
@Suite struct MediaTypeTests {
    @Test func `type and parameters`() throws {
        let type = try #require(MediaType(parsing: "Text/HTML ; A=b;; c=\"d;\\\"e\" ;"))
        #expect(type.essence == "text/html")
        #expect(type.parameters.map(\.name) == ["a", "c"])
        #expect(type.parameters.map { String(decoding: $0.value, as: UTF8.self) } == ["b", "d;\"e"])
        #expect(!type.isForm)
    }

    @Test(arguments: [
        "", "text", "text/", "/html", "text /html", "text/html x", "text/html; a", "text/html; a=", "text/html; a=\"b",
        "text/html; a=\"b\\", "text/html; a =b", "text/html, text/plain", "téxt/html", "text/html; =b",
    ])
    func `what is none`(_ text: String) { #expect(MediaType(parsing: text) == nil) }
}
