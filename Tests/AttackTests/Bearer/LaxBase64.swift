import SteelcutDomain
import Testing

/// base64url has one text for one value; with two, one signature would cover two tokens.
@Suite struct LaxBase64 {
    /// What is done to the text of a segment.
    static let spoilt: [@Sendable (String) -> String] = [
        { $0 + "=" }, { $0 + "==" }, { $0 + "A" }, { $0 + "!" }, { "+" + $0 }, { "/" + $0 }, { $0 + "~" }, { _ in "" },
        { _ in "A" },
        // The last character with unused bits that are not zero, where it has any; else one character too many.
        { text in
            let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
            guard text.count % 4 != 0, let last = text.last, let value = alphabet.firstIndex(of: last) else {
                return text + "A"
            }
            return String(text.dropLast()) + String(alphabet[value | 1])
        },
    ]

    @Test(arguments: Transport.all, spoilt.indices)
    func `is invalid in every segment`(_ transport: Transport, _ index: Int) async throws {
        let server = try BearerFixture(over: transport)
        // Three lengths of claims meet every remainder.
        for padding in ["", "x", "xx"] {
            let token = try await server.mint(claims: BearerFixture.claims(("jti", #""t\#(padding)""#)))
            try await server.expectAccepted(token)
            let segments = token.split(separator: ".").map(String.init)
            for number in segments.indices {
                var parts = segments
                parts[number] = Self.spoilt[index](parts[number])
                try await server.expectInvalid(parts.joined(separator: "."))
            }
            // Signed over the spoilt text: the signature is right, and still.
            try await server.expectInvalid(
                try await server.mint(headerSegment: segments[0], claimsSegment: Self.spoilt[index](segments[1])))
        }
    }

    @Test(arguments: Transport.all, [" ", "\t", "?", "%3D", "\u{E9}", ",", "\"", "&x"])
    func `foreign characters are invalid`(_ transport: Transport, _ foreign: String) async throws {
        let server = try BearerFixture(over: transport)
        let token = try await server.mint()
        let dot = try #require(token.firstIndex(of: "."))
        try await server.expectInvalid(token[..<dot] + foreign + token[dot...])
    }
}
