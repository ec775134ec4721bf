import SteelcutClient
import SteelcutRawHTTP
import Testing

/// Row 62: a page of a portal or a proxy with status 200 is no token, whatever stands in it.
@Suite struct HTMLAnswer {
    @Test(arguments: ["text/html", "text/html; charset=utf-8", "application/jwt", "text/json", "application/json, x"])
    func `another type is refused, with a token in it, too`(_ type: String) async throws {
        for body in ["<html>stolen</html>", ClientFixture.token] {
            let (failure, server) = try await ClientFixture.outcome(
                of: ScriptedServer.Answer(200, ["Content-Type": type], body))
            #expect(failure == .malformedResponse(.contentType))
            ClientFixture.expectOneRequest(server, failure)
        }
    }

    @Test func `HTML under the right type is refused`() async throws {
        let (failure, server) = try await ClientFixture.outcome(of: .json("<html>stolen</html>"))
        #expect(failure == .malformedResponse(.notJSON))
        ClientFixture.expectOneRequest(server, failure)
    }
}
