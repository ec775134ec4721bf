import SteelcutDomain
import Testing

/// An `Authorization` that can't be read is `invalid_request`, whatever the body says, and is never guessed at.
@Suite struct MalformedAuthorization {
    static let good = TokenCall.basic("good", TokenFixture.secret)
    static let headers: [[String]] = [
        ["Basic"], ["Basic   "], [""], ["Bearer x"], ["Digest username=\"good\""], ["Negotiate"], ["Basic\tZ29vZDp4"],
        ["Basic !"], ["Basic Z29vZDp4!"], [good + "!"], [good + " " + "x"], ["Basic Z29vZA=="],  // no colon
        ["Basic Z29vZDp4Cg"],  // padding is missing
        ["Basic Z29vZDp4eX=="], ["Basic Z29vZDp4eXn="],  // unused bits that are not zero; one pad too few
        ["Basic Z29vZDp4===="], ["Basic ===="], ["Basic Z29v\nZDp4"], ["Basic Z29v-_p4"],
        [TokenCall.basic("good", "%zz")], [TokenCall.basic("good", "%4")], [TokenCall.basic("%", "x")],
        [TokenCall.basic("good", "a b")], [TokenCall.basic("go od", "x")],
        [TokenCall.basic("good%00x", "x")], [TokenCall.basic("good", "x%0D%0Ay")], [TokenCall.basic("good", "%7F")],
        [TokenCall.basic("good", "%C2%85")], [TokenCall.basic("good", "%C0%AF")],
        ["Basic " + TokenCall.base64([0x67, 0x3A, 0xFF])], ["Basic " + TokenCall.base64([0x67, 0x00, 0x3A, 0x78])],
        [good, good], [good, "Bearer x"], ["Bearer x", good], ["", good],
    ]

    @Test(arguments: Transport.all, headers)
    func `is an invalid request`(_ transport: Transport, _ headers: [String]) async throws {
        let server = try TokenFixture(over: transport)
        let call = TokenCall("grant_type=client_credentials", authorizations: headers)
        try await server.expectRefusal(of: call, 400, "invalid_request")
        #expect(server.hasher.checks.isEmpty)
        #expect(server.clients.lookups.isEmpty)
    }

    @Test(arguments: Transport.all)
    func `a good body does not make up for it`(_ transport: Transport) async throws {
        let server = try TokenFixture(over: transport)
        let call = TokenCall(
            "grant_type=client_credentials&client_id=good&client_secret=\(TokenFixture.secret)",
            authorizations: ["Bearer x"])
        try await server.expectRefusal(of: call, 400, "invalid_request")
    }

    @Test(arguments: Transport.all, ["basic", "BASIC", "bAsIc", "Basic  ", "Basic    "])
    func `the scheme may be in any case, with spaces behind it`(
        _ transport: Transport, _ scheme: String
    ) async throws {
        let server = try TokenFixture.signing(over: transport)
        let value = scheme + " " + Self.good.dropFirst("Basic ".count)
        let call = TokenCall("grant_type=client_credentials", authorizations: [value])
        #expect(try await server.answer(to: call).status == 200)
    }
}
