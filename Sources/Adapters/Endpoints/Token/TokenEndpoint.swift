import HTTPTypes
import SteelcutDomain

/// `POST /token` (RFC 6749 section 3.2): decodes, calls the use case, encodes.
struct TokenEndpoint: Sendable {
    let issueToken: IssueToken

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        let tokenRequest: TokenRequest
        do throws(InvalidRequest) {
            tokenRequest = try TokenRequest(decoding: request, body: body)
        } catch { return TokenError.invalidRequest(error).refusal.response }
        do throws(TokenError) {
            return try await issueToken(tokenRequest).response
        } catch { return error.refusal.response }
    }
}
