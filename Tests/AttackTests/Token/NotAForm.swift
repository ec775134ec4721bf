import SteelcutDomain
import Testing

/// Whatever is not a form in UTF-8 is `invalid_request`: one answer, not 415 and not 500.
@Suite struct NotAForm {
    static let types: [[String]] = [
        [], [""], ["application/json"], ["text/plain"], ["multipart/form-data; boundary=x"], ["*/*"],
        ["application/x-www-form-urlencoded; charset=iso-8859-1"], ["application/x-www-form-urlencoded;charset=utf-16"],
        ["application/x-www-form-urlencoded; charset=\"\""], ["application/x-www-form-urlencoded; charset="],
        ["application/x-www-form-urlencoded; charset=utf-8; charset=latin1"],
        ["application/x-www-form-urlencoded; charset=\"utf-8"], ["application/x-www-form-urlencoded charset=utf-8"],
        ["application/x-www-form-urlencoded, application/json"], ["application/x-www-form-urlencodedx"],
        ["x-application/x-www-form-urlencoded"], ["application /x-www-form-urlencoded"],
        ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded"],
        ["application/json", "application/x-www-form-urlencoded"],
    ]

    @Test(arguments: Transport.all, types)
    func `is an invalid request`(_ transport: Transport, _ types: [String]) async throws {
        let server = try TokenFixture(over: transport)
        var call = TokenCall.good()
        call.contentTypes = types
        try await server.expectRefusal(of: call, 400, "invalid_request")
        #expect(server.hasher.checks.isEmpty)
    }

    @Test(
        arguments: Transport.all,
        [
            "APPLICATION/X-WWW-FORM-URLENCODED", "application/x-www-form-urlencoded;charset=UTF-8",
            "application/x-www-form-urlencoded; charset=\"utf-8\"", "application/x-www-form-urlencoded ; Charset=Utf-8",
            "application/x-www-form-urlencoded;", "application/x-www-form-urlencoded; boundary=\"a;charset=latin1\"",
            "application/x-www-form-urlencoded;; charset=\"u\\tf-8\" ; x=y",
        ])
    func `a form in UTF-8 may be written in many ways`(_ transport: Transport, _ type: String) async throws {
        let server = try TokenFixture.signing(over: transport)
        var call = TokenCall.good()
        call.contentTypes = [type]
        #expect(try await server.answer(to: call).status == 200)
    }

    @Test(arguments: Transport.all)
    func `JSON under a form's type is no grant`(_ transport: Transport) async throws {
        let body = #"{"grant_type":"client_credentials","client_id":"good","client_secret":"x"}"#
        try await TokenFixture(over: transport).expectRefusal(of: TokenCall(body), 400, "invalid_request")
    }
}
