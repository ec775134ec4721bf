import SteelcutDomain
import Testing

/// IDs compare by their bytes: a twin in another case, with spaces or in another normalisation is somebody else.
@Suite struct LookalikeClient {
    static let ids = [
        "Good", "GOOD", "good+", "+good", "good%20", "go%CC%81od", "g%D0%BE%D0%BEd", "%EF%BD%87ood", "good%E2%80%8B",
        "imported%C2%A0client", "imported++client",
    ]

    @Test(arguments: Transport.all, ids)
    func `is unknown`(_ transport: Transport, _ id: String) async throws {
        let server = try TokenFixture(over: transport)
        for call in [
            TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic(id, TokenFixture.secret)]),
            TokenCall("grant_type=client_credentials&client_id=\(id)&client_secret=\(TokenFixture.secret)"),
        ] {
            try await server.expectRefusal(of: call, 401, "invalid_client")
        }
        #expect(server.hasher.checks.count == 2)
        #expect(server.hasher.checks.allSatisfy { $0.owner == nil })
    }
}
