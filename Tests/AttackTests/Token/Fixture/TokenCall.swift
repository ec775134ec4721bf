import HTTPTypes
import SteelcutDomain

/// A request to the token endpoint, right in everything that a test does not make wrong.
struct TokenCall: Sendable {
    var method = HTTPRequest.Method.post
    var path = "/token"
    var contentTypes = ["application/x-www-form-urlencoded"]
    var authorizations: [String] = []
    var body: [UInt8]

    /// A body as text, and `Authorization` fields.
    init(_ body: String, authorizations: [String] = []) {
        self.body = Array(body.utf8)
        self.authorizations = authorizations
    }

    /// The good client's request by `client_secret_basic`, with parameters behind the grant type.
    static func good(_ more: String = "") -> TokenCall {
        TokenCall("grant_type=client_credentials" + more, authorizations: [basic("good", TokenFixture.secret)])
    }

    /// `Basic` over two parts as they are: what needs encoding must come encoded.
    static func basic(_ id: String, _ secret: String) -> String { "Basic " + base64(Array("\(id):\(secret)".utf8)) }

    /// base64 with padding.
    static func base64(_ bytes: [UInt8]) -> String {
        let text = Base64URL.string(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }

    var request: HTTPRequest {
        var fields = HTTPFields()
        for type in contentTypes { fields.append(HTTPField(name: .contentType, value: type)) }
        for value in authorizations { fields.append(HTTPField(name: .authorization, value: value)) }
        return HTTPRequest(
            method: method, scheme: "http", authority: "as.example", path: path, headerFields: fields)
    }
}
