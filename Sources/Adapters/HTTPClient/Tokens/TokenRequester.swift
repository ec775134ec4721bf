import NIOHTTP1
import SteelcutDomain

/// Asks a token endpoint for tokens (RFC 6749 section 4.4.2).
struct TokenRequester: Sendable {
    let endpoint: TokenEndpoint
    let credentials: TokenClient.Credentials
    let fetcher: HTTPFetcher

    /// Asks once.
    ///
    /// - Throws: `ClientFailure`.
    func token(for wish: TokenWish) async throws(ClientFailure) -> TokenResponse {
        do throws(ClientFailure) {
            return try await exchange(wish, try await endpoint.url())
        } catch {
            if !error.isAnswerOfEndpoint { endpoint.forget() }
            throw error
        }
    }

    private func exchange(_ wish: TokenWish, _ url: WebURL) async throws(ClientFailure) -> TokenResponse {
        var form: [(name: StaticString, value: [UInt8])] = [("grant_type", Array("client_credentials".utf8))]
        form += wish.resources.map { ("resource", Array($0.utf8)) }
        if let scope = wish.scope { form.append(("scope", Array(scope.utf8))) }
        var fields: HTTPHeaders = ["Accept": "application/json"]
        let secret = credentials.secret.withBytes { $0 }
        let basic = FormEncoding.basicCredentials(id: credentials.id, secret: secret)
        switch credentials.method {
        case .basic: fields.add(name: "Authorization", value: "Basic \(basic)")
        case .post: form += [("client_id", Array(credentials.id.utf8)), ("client_secret", secret)]
        }
        let answer = try await fetcher.post(FormEncoding.encode(form), to: url, fields)
        guard answer.status == 200 else {
            throw Refusal(of: answer).failure(hiding: [secret, FormEncoding.encode(secret), Array(basic.utf8)])
        }
        guard answer.isJSON else { throw .malformedResponse(.contentType) }
        return try TokenResponse(parsing: answer.body)
    }
}

extension ClientFailure {
    /// Whether a token endpoint has said this: anything else may mean that it is elsewhere by now.
    fileprivate var isAnswerOfEndpoint: Bool {
        guard case .refused(let status, _, _, _) = self else { return false }
        return [400, 401, 403, 429, 503].contains(status)
    }
}
