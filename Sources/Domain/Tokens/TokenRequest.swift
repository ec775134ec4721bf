/// A token request as it came (RFC 6749 section 4.4.2, RFC 8707 section 2): its form was in order, its values were not
/// looked at.
public struct TokenRequest: Sendable {
    /// `grant_type`; `nil` where it was missing or empty.
    public let grantType: String?
    /// Who asks; `nil` where nothing was presented.
    public let credentials: ClientCredentials?
    /// `scope`; `nil` where it was missing or empty.
    public let scope: String?
    /// Each non-empty `resource`, in order.
    public let resources: [String]

    /// Puts a request together.
    public init(grantType: String?, credentials: ClientCredentials?, scope: String? = nil, resources: [String] = []) {
        self.grantType = grantType
        self.credentials = credentials
        self.scope = scope
        self.resources = resources
    }
}
