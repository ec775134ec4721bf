import SteelcutDomain
import Testing

/// A client_id is data: it goes to the store as one value or not at all, and no answer shows it.
@Suite struct SQLInClientID {
    static let ids = [
        "'+OR+1=1--", "%27%3B+DROP+TABLE+clients%3B--", "%5C", "%241", "%22", "good'--", "%25", "_",
        "good%27%20OR%20%271",
    ]

    @Test(arguments: Transport.all, ids)
    func `is an unknown client`(_ transport: Transport, _ id: String) async throws {
        let server = try TokenFixture(over: transport)
        let answer = try await server.expectRefusal(
            of: TokenCall("grant_type=client_credentials&client_id=\(id)&client_secret=x"), 401, "invalid_client")
        #expect(!answer.text.contains("SQL"))
        #expect(server.clients.lookups.count == 1)
        #expect(server.hasher.checks.count == 1)
    }

    /// 0xBF27 ends a quote in some multi-byte character sets (CVE-2025-1094); here it is no UTF-8.
    @Test(arguments: Transport.all)
    func `half a character is no request`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        for id in ["%BF%27+OR+1=1", "%BF%5C%27"] {
            try await server.expectRefusal(
                of: TokenCall("grant_type=client_credentials&client_id=\(id)&client_secret=x"), 400, "invalid_request")
        }
        #expect(server.clients.lookups.isEmpty)
    }
}
