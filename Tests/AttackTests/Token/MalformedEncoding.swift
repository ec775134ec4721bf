import SteelcutDomain
import Testing

/// Percent-encoding, UTF-8 and control characters: what a C function would cut short or a log would break at.
@Suite struct MalformedEncoding {
    static let parameters: [[UInt8]] =
        [
            "a=%zz", "a=%", "a=%4", "a=%%41", "%zz=a", "a=%+1", "a=%C0%AF", "a=%E0%80%AF", "a=%ED%A0%80", "a=%FF",
            "a=%F4%90%80%80", "a=%C3", "a=%80", "client_id=good%00x", "client_id=good%00", "scope=read%0D%0AX:y",
            "a=%0A", "a=%1F", "a=%7F", "a=%C2%80", "a=%C2%9F", "%00=a", "a%0D=b", "resource=api_v0.0.1%00",
        ].map { Array($0.utf8) } + [
            Array("a=".utf8) + [0xFF], Array("a=".utf8) + [0], Array("a=".utf8) + [0x0A], [0xC3, 0x28],
            Array("client_id=good".utf8) + [0, 0x78],
        ]

    @Test(arguments: Transport.all, parameters)
    func `is an invalid request, and nobody is authenticated`(_ transport: Transport, _ more: [UInt8]) async throws {
        let server = try TokenFixture(over: transport)
        var call = TokenCall("grant_type=client_credentials&client_secret=\(TokenFixture.secret)&")
        call.body += more
        try await server.expectRefusal(of: call, 400, "invalid_request")
        #expect(server.clients.lookups.isEmpty)
        #expect(server.hasher.checks.isEmpty)
    }
}
