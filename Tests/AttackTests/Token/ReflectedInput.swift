import HTTPTypes
import SteelcutDomain
import Testing

/// Nothing that the caller sent comes back: no response splitting, no script, no secret in an error.
@Suite struct ReflectedInput {
    static let canary = "Zk9canary"
    static let calls: [TokenCall] = [
        TokenCall("grant_type=\(canary)"), TokenCall("grant_type=client_credentials&client_id=\(canary)"),
        TokenCall("grant_type=client_credentials&client_id=\(canary)&client_secret=\(canary)"),
        TokenCall("grant_type=client_credentials&x=\(canary)%0D%0ASet-Cookie:+a=b"),
        TokenCall("\(canary)=1&\(canary)=2"),
        TokenCall("grant_type=client_credentials", authorizations: ["\(canary) x"]),
        TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic(canary, canary)]),
        .good("&scope=\(canary)%22%3Cscript%3E"), .good("&resource=\(canary)"),
        .good("&scope=\(canary)&state=\(canary)"),
    ]

    @Test(arguments: Transport.all, calls)
    func `comes back nowhere, and is not for the log`(_ transport: Transport, _ call: TokenCall) async throws {
        let answer = try await TokenFixture(over: transport).answer(to: call)
        #expect(answer.status >= 400)
        let seen = answer.visible + [answer.cause ?? ""]
        #expect(!seen.contains { $0.contains(Self.canary) || $0.contains("<") || $0.contains("Cookie") })
    }

    @Test(arguments: Transport.all)
    func `neither does a path`(_ transport: Transport) async throws {
        try await expectNothing(of: .post, over: transport)
    }

    /// A front end may refuse a method that it has not heard of; the endpoint does not depend on it.
    @Test func `neither does a method`() async throws {
        try await expectNothing(of: try #require(HTTPRequest.Method(Self.canary)), over: .direct)
    }

    private func expectNothing(of method: HTTPRequest.Method, over transport: Transport) async throws {
        var call = TokenCall("")
        call.path = "/" + Self.canary
        call.method = method
        let answer = try await TokenFixture(over: transport).answer(to: call)
        #expect(answer.status == 404)
        #expect(!(answer.visible + [answer.cause ?? ""]).contains { $0.contains(Self.canary) })
    }
}
