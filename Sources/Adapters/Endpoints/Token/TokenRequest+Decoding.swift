import HTTPTypes
import SteelcutDomain

extension TokenRequest {
    /// Reads a token request (RFC 6749 section 4.4.2) off a POST.
    ///
    /// - Throws: `InvalidRequest` for a form that is not in order; values are the use case's business.
    init(decoding request: HTTPRequest, body: [UInt8]) throws(InvalidRequest) {
        // Section 2.3.1: credentials "MUST NOT be included in the request URI"; so nothing is.
        guard request.path?.utf8.contains(UInt8(ascii: "?")) != true else { throw .queryString }
        let types = request.headerFields[values: .contentType]
        guard types.count == 1, let type = types.first.flatMap(MediaType.init(parsing:)), type.isForm else {
            throw .notAForm
        }
        let form = try Form(decoding: body)
        self.init(
            grantType: form["grant_type"], credentials: try ClientCredentials.decode(from: request.headerFields, form),
            scope: form["scope"], resources: form.resources)
    }
}
