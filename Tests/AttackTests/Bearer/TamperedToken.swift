import SteelcutDomain
import Testing

/// One flipped bit anywhere, no signature, or that of another token or key.
@Suite struct TamperedToken {
    @Test(arguments: Transport.all, SignatureAlgorithm.allCases)
    func `any flipped bit is noticed`(_ transport: Transport, _ algorithm: SignatureAlgorithm) async throws {
        let server = try BearerFixture(over: transport, algorithm: algorithm)
        let token = try await server.mint()
        try await server.expectAccepted(token)
        let segments = token.split(separator: ".")
        for (number, segment) in segments.enumerated() {
            let bytes = try #require(Base64URL.decode(segment.utf8))
            for index in stride(from: 0, to: bytes.count, by: 7) {
                var flipped = bytes
                flipped[index] ^= 1
                var parts = segments.map(String.init)
                parts[number] = Base64URL.string(flipped)
                try await server.expectInvalid(parts.joined(separator: "."))
            }
        }
    }

    @Test(arguments: Transport.all, SignatureAlgorithm.allCases)
    func `no signature, a cut one or another token's is invalid`(
        _ transport: Transport, _ algorithm: SignatureAlgorithm
    ) async throws {
        let server = try BearerFixture(over: transport, algorithm: algorithm)
        let token = try await server.mint()
        let end = try #require(token.lastIndex(of: "."))
        let signature = try #require(Base64URL.decode(token[token.index(after: end)...].utf8))
        let other = try await server.mint(claims: BearerFixture.claims(("sub", #""c2""#)))
        let otherSignature = other[try #require(other.lastIndex(of: "."))...]
        for text in [
            ".", ".AA", "." + Base64URL.string(signature.dropLast()), "." + Base64URL.string(signature + [0]),
            "." + Base64URL.string([0] + signature),
            "." + Base64URL.string([UInt8](repeating: 0, count: signature.count)),
            String(otherSignature),
        ] {
            try await server.expectInvalid(token[..<end] + text)
        }
    }

    @Test(arguments: Transport.all)
    func `another key's signature under our key's name is invalid`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let stranger = try BearerFixture(over: transport, key: IssuerKey(.es256))
        try await server.expectInvalid(try await stranger.mint(header: server.header))
        try await server.expectInvalid(try await stranger.mint())
    }
}
