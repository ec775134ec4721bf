import HTTPTypes
import SteelcutDomain

/// A POST about a token (RFC 7662 section 2.1, RFC 7009 section 2.1): decodes it, and encodes what becomes of it.
struct TokenQueryEndpoint: Sendable {
    /// Calls the use case, and gives the body of a successful answer: empty, or JSON.
    let answer: @Sendable (TokenQuery) async throws(TokenError) -> [UInt8]

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        let query: TokenQuery
        do throws(InvalidRequest) {
            let form = try Form(decoding: request, body: body)
            query = TokenQuery(
                token: form["token"], credentials: try ClientCredentials.decode(from: request.headerFields, form))
        } catch { return TokenError.invalidRequest(error).refusal.response }
        do throws(TokenError) {
            let body = try await answer(query)
            var head = HTTPResponse(status: .ok, headerFields: [.cacheControl: "no-store", .pragma: "no-cache"])
            if !body.isEmpty { head.headerFields[.contentType] = "application/json" }
            return EndpointResponse(head: head, body: body)
        } catch { return error.refusal.response }
    }
}

extension TokenQueryEndpoint {
    /// `POST /introspect`: an inactive token is `{"active":false}` and nothing else, whatever the reason
    /// (RFC 7662 section 2.2).
    init(introspect: IntrospectToken) {
        answer = { query async throws(TokenError) in
            guard case .object(let members)? = try await introspect(query)?.json else {
                return JSONWriter.write(.object([JSONMember("active", .bool(false))]))
            }
            return JSONWriter.write(
                .object([JSONMember("active", .bool(true))] + members + [JSONMember("token_type", .string("Bearer"))]))
        }
    }

    /// `POST /revoke`: 200 for a revoked token and for one that is none, and no more than that (RFC 7009 section 2.2).
    init(revoke: RevokeToken) {
        answer = { query async throws(TokenError) in
            try await revoke(query)
            return []
        }
    }
}
