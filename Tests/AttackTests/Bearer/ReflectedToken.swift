import SteelcutDomain
import Testing

/// A token is a secret: no answer and no log line shows any of it.
@Suite struct ReflectedToken {
    @Test(arguments: Transport.all)
    func `no part of a refused token comes back`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let canary = "Zk9canary"
        let expired = try await server.mint(claims: BearerFixture.claims(("exp", "1"), ("jti", #""\#(canary)""#)))
        for value in [
            "Bearer " + expired, "Bearer " + canary, "Bearer \(canary)\"><script>", "Bearer \(canary)\u{A0}",
            canary, "Bearer " + (try await server.mint(header: server.header(("kid", #""\#(canary)""#)))),
        ] {
            let answer = try await server.answer(authorizations: [value])
            #expect(answer.status == 401)
            let seen = (answer.visible + [answer.cause ?? ""]).joined()
            #expect(!seen.contains(canary) && !seen.contains("<"))
            #expect(!seen.contains(String(expired.suffix(20))))
        }
    }
}
