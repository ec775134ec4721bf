import SteelcutDomain
import SteelcutRawHTTP
import SteelcutResource
import SteelcutTestKit
import Testing

/// Whatever stands in the list's place and is not the issuer's word changes nothing.
@Suite struct ForgedRevocationList {
    /// A server that knows `t1` to be revoked is shown something else, which must not free it.
    private func expectNothingChanges(
        _ forge: (FollowingFixture) async throws -> String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let server = try await FollowingFixture()
        let (revoked, good) = (try await server.token("t1"), try await server.token("t2"))
        server.publish(try await server.list(counter: 1, tokens: ["t1"]))
        try await server.expectRevoked(revoked, sourceLocation: sourceLocation)
        server.publish(try await forge(server))
        server.missTheList()
        try await server.expectRevoked(revoked, sourceLocation: sourceLocation)
        try await server.expectAccepted(good, sourceLocation: sourceLocation)
        #expect(server.verifier.health == .degraded, sourceLocation: sourceLocation)
    }

    @Test func `by somebody else's key, whatever name it gives itself`() async throws {
        let stranger = try IssuerKey(.es256)
        try await expectNothingChanges { try await $0.list(counter: 2, by: stranger) }
        try await expectNothingChanges { server in
            let parts = try await server.list(counter: 2, by: stranger).split(separator: ".")
            let header = #"{"typ":"revocations+jwt","alg":"ES256","kid":"\#(server.key.signer.keyID)"}"#
            return [Base64URL.string(header.utf8), String(parts[1]), String(parts[2])].joined(separator: ".")
        }
    }

    @Test(arguments: [
        #"{"typ":"revocations+jwt","alg":"none"}"#, #"{"typ":"revocations+jwt","alg":"none","kid":"KID"}"#,
        #"{"typ":"revocations+jwt","alg":"HS256","kid":"KID"}"#, #"{"typ":"revocations+jwt","alg":"ES256"}"#,
        #"{"typ":"revocations+jwt","alg":"ES256","kid":"KID","crit":["exp"]}"#,
    ])
    func `without a signature, or with a header that is not the issuer's`(_ header: String) async throws {
        for isSigned in [true, false] {
            try await expectNothingChanges { server in
                let parts = try await server.list(counter: 2).split(separator: ".").map(String.init)
                let header = header.replacing("KID", with: "\(server.key.signer.keyID)")
                return [Base64URL.string(header.utf8), parts[1], isSigned ? parts[2] : ""].joined(separator: ".")
            }
        }
    }

    @Test(arguments: ["at+jwt", "JWT", "application/revocations+jwt", ""])
    func `of another type, an access token among them`(_ type: String) async throws {
        try await expectNothingChanges { try await $0.list(counter: 2, type: type) }
        try await expectNothingChanges { try await $0.token("t9") }
    }

    @Test func `of another issuer who has the same key`() async throws {
        for issuer in ["https://as.example/", "https://as.example.evil", ""] {
            try await expectNothingChanges { try await $0.list(counter: 2, issuer: issuer) }
        }
    }

    @Test(arguments: ["", "<html></html>", "a.b.c", "{}", "..", "e30.e30.e30"])
    func `that is no list at all`(_ text: String) async throws { try await expectNothingChanges { _ in text } }

    @Test func `with claims that were changed behind the signature`() async throws {
        try await expectNothingChanges { server in
            let parts = try await server.list(counter: 2, tokens: ["t1"]).split(separator: ".").map(String.init)
            let other = try await server.list(counter: 2).split(separator: ".").map(String.init)
            return [parts[0], other[1], parts[2]].joined(separator: ".")
        }
    }

    @Test func `that has ended, or is of the future`() async throws {
        // It is read eleven seconds after the start, with a leeway of thirty.
        for issued in [-3600, -619, 42, 3600] {
            try await expectNothingChanges { try await $0.list(counter: 2, issued: issued) }
        }
    }
}
