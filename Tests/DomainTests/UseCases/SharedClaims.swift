@testable import SteelcutDomain
import Testing

/// What one remembered token says like another is kept once, and says the same to the byte.
@Suite struct SharedClaims {
    private func claims(issuer: String, audience: String, subject: String = "c") throws -> AccessTokenClaims {
        let payload = """
            {"iss":"\(issuer)","sub":"\(subject)","client_id":"c","aud":"\(audience)","iat":1,"exp":2,"jti":"t","scope":"read"}
            """
        return try AccessTokenClaims(parsing: Array(payload.utf8))
    }

    @Test(arguments: [
        ("https://as.example/é", "api é"),  // composed, as the other's are
        ("https://as.example/e\u{301}", "api e\u{301}"),  // the same to Swift's ==, and other bytes
        ("https://other.example", "other"),
    ])
    func `sharing changes no byte`(issuer: String, audience: String) throws {
        let other = try claims(issuer: "https://as.example/é", audience: "api é")
        let own = try claims(issuer: issuer, audience: audience)
        let shared = own.sharing(with: other)
        #expect(Array(shared.issuer.utf8) == Array(issuer.utf8))
        #expect(shared.audience.map { Array($0.utf8) } == [Array(audience.utf8)])
        #expect(shared.payload == own.payload)
    }

    @Test func `subject and client keep their own bytes`() throws {
        let claims = try claims(issuer: "i", audience: "a", subject: "e\u{301}")
        #expect(Array(claims.subject.utf8) == Array("e\u{301}".utf8))
        #expect(claims.clientID == "c")
    }
}
