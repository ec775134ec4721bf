import HTTPTypes
import SteelcutDomain

/// `POST /introspect` (RFC 7662): decodes, calls the use case, encodes.
struct IntrospectionEndpoint: Sendable {
    private static let head = HTTPResponse(
        status: .ok,
        headerFields: [.contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache"])

    let introspect: IntrospectToken

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        let query: TokenQuery
        do throws(InvalidRequest) {
            query = try TokenQuery(decoding: request, body: body)
        } catch { return TokenError.invalidRequest(error).refusal.response }
        do throws(TokenError) {
            return EndpointResponse(
                head: Self.head, body: JSONWriter.write(Self.json(of: try await introspect(query))))
        } catch { return error.refusal.response }
    }

    /// Section 2.2: an inactive token is `{"active":false}` and nothing else, whatever the reason.
    private static func json(of claims: AccessTokenClaims?) -> JSONValue {
        guard let claims, case .object(let members) = claims.json else {
            return .object([JSONMember("active", .bool(false))])
        }
        return .object(
            [JSONMember("active", .bool(true))] + members + [JSONMember("token_type", .string("Bearer"))])
    }
}
