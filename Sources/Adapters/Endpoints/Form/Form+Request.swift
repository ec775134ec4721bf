import HTTPTypes
import SteelcutDomain

extension Form {
    /// Reads the form of a POST to an endpoint that takes credentials.
    ///
    /// - Throws: `InvalidRequest` where there is a query string, the body is another type's, or malformed.
    init(decoding request: HTTPRequest, body: [UInt8]) throws(InvalidRequest) {
        // RFC 6749 section 2.3.1: credentials "MUST NOT be included in the request URI"; so nothing is.
        guard request.path?.utf8.contains(UInt8(ascii: "?")) != true else { throw .queryString }
        let types = request.headerFields[values: .contentType]
        guard types.count == 1, types.first.map(MediaType.isForm) == true else { throw .notAForm }
        try self.init(decoding: body)
    }
}
