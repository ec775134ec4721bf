import HTTPTypes
import SteelcutDomain
import Testing

extension TokenCall {
    /// What is served about a token, by path.
    static let aboutTokens = ["/introspect", "/revoke"]

    /// A request about a token by `client_secret_basic`, with parameters behind it; the token has to come encoded.
    static func about(_ token: String, at path: String, by id: String = "good", _ more: String = "") -> TokenCall {
        var call = TokenCall("token=" + token + more, authorizations: [basic(id, TokenFixture.secret)])
        call.path = path
        return call
    }
}

extension TokenFixture {
    /// A token of a client's.
    func token(of id: String = "good") async throws -> String {
        let answer = try await answer(
            to: TokenCall("grant_type=client_credentials", authorizations: [TokenCall.basic(id, Self.secret)]))
        return try #require(try answer.json["access_token"]?.string, "\(answer.text)")
    }

    /// What `POST /introspect` says of a token.
    func introspected(_ token: String, by id: String = "good", _ more: String = "") async throws -> Answer {
        try await answer(to: .about(token, at: "/introspect", by: id, more))
    }

    /// Asks about a token, which must be active: the whole answer is there.
    func expectActive(
        _ token: String, by id: String = "good", _ more: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await introspected(token, by: id, more)
        #expect(answer.status == 200, "\(answer.text)", sourceLocation: sourceLocation)
        expectUncached(answer, sourceLocation: sourceLocation)
        let claims = try JSONReader.read(try CompactJWS(parsing: Array(token.utf8)).payload)
        guard case .object(let members) = claims else { return #expect(Bool(false), "no object") }
        let wanted = JSONValue.object(
            [JSONMember("active", .bool(true))] + members + [JSONMember("token_type", .string("Bearer"))])
        #expect(try answer.json == wanted, sourceLocation: sourceLocation)
    }

    /// Asks about a token, which must not be active: nothing else is said.
    func expectInactive(
        _ token: String, by id: String = "good", _ more: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await introspected(token, by: id, more)
        #expect(answer.status == 200, "\(token)", sourceLocation: sourceLocation)
        #expect(answer.text == #"{"active":false}"#, "\(token)", sourceLocation: sourceLocation)
        expectUncached(answer, sourceLocation: sourceLocation)
    }

    /// Revokes what must be answered with 200 and nothing else.
    func expectRevoked(
        _ token: String, by id: String = "good", _ more: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await answer(to: .about(token, at: "/revoke", by: id, more))
        #expect(answer.status == 200, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.body.isEmpty, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(!answer.fields.contains(.contentType), sourceLocation: sourceLocation)
        #expect(answer.fields[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(answer.fields[.pragma] == "no-cache", sourceLocation: sourceLocation)
    }

    private func expectUncached(_ answer: Answer, sourceLocation: SourceLocation) {
        #expect(answer.fields[.contentType] == "application/json", sourceLocation: sourceLocation)
        #expect(answer.fields[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(answer.fields[.pragma] == "no-cache", sourceLocation: sourceLocation)
    }
}
