import HTTPTypes
import SteelcutDomain

/// `POST /revoke` (RFC 7009): decodes, calls the use case, and says no more than that it is done.
struct RevocationEndpoint: Sendable {
    let revoke: RevokeToken

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        let query: TokenQuery
        do throws(InvalidRequest) {
            query = try TokenQuery(decoding: request, body: body)
        } catch { return TokenError.invalidRequest(error).refusal.response }
        do throws(TokenError) {
            try await revoke(query)
        } catch { return error.refusal.response }
        // Section 2.2: 200 for a revoked token and for one that is none; the body is empty.
        return EndpointResponse(
            head: HTTPResponse(status: .ok, headerFields: [.cacheControl: "no-store", .pragma: "no-cache"]))
    }
}
