import HTTPTypes
import SteelcutDomain

extension TokenQuery {
    /// Reads a request about a token (RFC 7662 section 2.1, RFC 7009 section 2.1) off a POST.
    ///
    /// - Throws: `InvalidRequest` for a form that is not in order; values are the use case's business.
    init(decoding request: HTTPRequest, body: [UInt8]) throws(InvalidRequest) {
        let form = try Form(decoding: request, body: body)
        self.init(token: form["token"], credentials: try ClientCredentials.decode(from: request.headerFields, form))
    }
}
