import SteelcutDomain
import SteelcutRawHTTP
import SteelcutResource
import SteelcutTestKit
import Testing

/// An answer without end must not fill the memory, and must not free what is revoked.
@Suite struct OversizedRevocationList {
    @Test(.timeLimit(.minutes(5))) func `a list over the bound is refused unread, and the last one stays`() async throws
    {
        let server = try await FollowingFixture()
        let revoked = try await server.token("t1")
        server.publish(try await server.list(counter: 1, tokens: ["t1"]))
        try await server.expectRevoked(revoked)
        // Said to be too long; and only found to be so while it comes.
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/jwt\r\n"
        let length = SignedRevocationList.largest + 1
        let body = String(repeating: "A", count: length)
        let chunked = "Transfer-Encoding: chunked\r\n\r\n" + String(length, radix: 16) + "\r\n" + body + "\r\n0\r\n\r\n"
        for answer in [head + "Content-Length: \(length)\r\n\r\n" + body, head + chunked] {
            server.answer(ScriptedServer.Answer(raw: answer, closes: true))
            server.missTheList()
            try await server.expectRevoked(revoked)
            #expect(server.verifier.health == .degraded)
        }
    }

    @Test func `a list that is deep, not long, is refused too`() async throws {
        let server = try await FollowingFixture()
        let revoked = try await server.token("t1")
        server.publish(try await server.list(counter: 1, tokens: ["t1"]))
        try await server.expectRevoked(revoked)
        let deep = String(repeating: "[", count: 100_000)
        server.publish(Base64URL.string(deep.utf8) + "." + Base64URL.string(deep.utf8) + ".AAAA")
        server.missTheList()
        try await server.expectRevoked(revoked)
    }
}
