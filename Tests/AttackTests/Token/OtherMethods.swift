import HTTPTypes
import SteelcutDomain
import Testing

/// RFC 6749 section 3.2: "The client MUST use the HTTP POST method".
@Suite struct OtherMethods {
    @Test(arguments: Transport.all, ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"])
    func `are refused whatever else is wrong`(_ transport: Transport, _ method: String) async throws {
        try await expectRefusal(of: method, over: transport)
    }

    /// The parser of a front end may know a list of methods and refuse others; the endpoint does not depend on it.
    @Test(arguments: ["post", "BREW"])
    func `are refused where nobody has heard of them`(_ method: String) async throws {
        try await expectRefusal(of: method, over: .direct)
    }

    private func expectRefusal(of method: String, over transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        for (path, body) in [
            ("/token", "grant_type=client_credentials"), ("/token?client_secret=x", "%zz"),
            ("/token", String(repeating: "&", count: 20_000)),
        ] {
            var call = TokenCall(body, authorizations: ["Bearer x"])
            call.method = try #require(HTTPRequest.Method(method))
            call.path = path
            call.contentTypes = []
            let answer = try await server.answer(to: call)
            #expect(answer.status == 405)
            #expect(answer.fields[.allow] == "POST")
            #expect(answer.fields[.cacheControl] == "no-store")
            #expect(answer.fields[.pragma] == "no-cache")
        }
    }

    @Test(arguments: Transport.all)
    func `OPTIONS says what is allowed`(_ transport: Transport) async throws {
        var call = TokenCall("")
        call.method = .options
        call.contentTypes = []
        let answer = try await TokenFixture(over: transport).answer(to: call)
        #expect(answer.status == 204)
        #expect(answer.fields[.allow] == "POST")
        #expect(answer.body.isEmpty)
    }
}
