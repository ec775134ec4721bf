/// What a caller presented to say who it is (RFC 6749 section 2.3), not yet believed.
public struct ClientCredentials: Sendable {
    /// The `client_id` as it came; it need not be one that could be registered.
    public let id: String
    /// The secret; `nil` where only a `client_id` came.
    public let secret: ClientSecret?

    /// Puts credentials together.
    public init(id: String, secret: ClientSecret?) {
        self.id = id
        self.secret = secret
    }
}
