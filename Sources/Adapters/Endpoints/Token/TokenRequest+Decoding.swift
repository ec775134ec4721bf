import HTTPTypes
import SteelcutDomain

extension TokenRequest {
    /// Reads a token request (RFC 6749 section 4.4.2) off a POST.
    ///
    /// - Throws: `InvalidRequest` for a form that is not in order; values are the use case's business.
    init(decoding request: HTTPRequest, body: [UInt8]) throws(InvalidRequest) {
        let form = try Form(decoding: request, body: body)
        self.init(
            grantType: form["grant_type"], credentials: try ClientCredentials.decode(from: request.headerFields, form),
            scope: form["scope"], resources: form.resources)
    }
}
