import SteelcutDomain
import Testing

/// RFC 7515 section 4.1.11: what `crit` names must be understood; nothing that it could name is (CVE-2025-59420).
@Suite struct CriticalHeader {
    static let values = [
        #"["x"]"#, "[]", #""exp""#, "[1]", "null", "{}", "true", #"["exp"]"#, #"["alg"]"#, #"["b64"]"#, #"["absent"]"#,
        #"["x","x"]"#,
    ]

    @Test(arguments: Transport.all, values)
    func `is invalid`(_ transport: Transport, _ value: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(
            try await server.mint(header: server.header(("crit", value), ("x", "1"), ("exp", "1"))))
    }
}
