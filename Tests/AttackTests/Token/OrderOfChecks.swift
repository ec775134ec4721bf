import SteelcutDomain
import Testing

/// Form before grant type, grant type before client, then right, scope, resource: each row has every later mistake too.
@Suite struct OrderOfChecks {
    static let rows: [(TokenCall, Int, String)] = [
        (TokenCall("grant_type=password&scope=%22&a=%zz"), 400, "invalid_request"),
        (TokenCall("grant_type=password&scope=%22&resource=x"), 400, "unsupported_grant_type"),
        (
            TokenCall(
                "grant_type=client_credentials&scope=%22&resource=x", authorizations: [TokenCall.basic("other", "x")]),
            401, "invalid_client"
        ),
        (
            TokenCall(
                "grant_type=client_credentials&scope=%22&resource=x",
                authorizations: [TokenCall.basic("other", TokenFixture.secret)]), 400, "unauthorized_client"
        ),
        (.good("&scope=%22&resource=x"), 400, "invalid_scope"),
        (.good("&scope=read&resource=x"), 400, "invalid_target"),
    ]

    @Test(arguments: Transport.all, rows)
    func `the first mistake in order is the one that is named`(
        _ transport: Transport, _ row: (call: TokenCall, status: Int, code: String)
    ) async throws {
        try await TokenFixture(over: transport).expectRefusal(of: row.call, row.status, row.code)
    }
}
