public import SteelcutDomain

extension TokenClient {
    /// How the client proves who it is (RFC 6749 section 2.3.1).
    public enum Method: String, Sendable {
        /// In the `Authorization` header: `client_secret_basic`.
        case basic = "client_secret_basic"
        /// In the body: `client_secret_post`.
        case post = "client_secret_post"
    }

    /// Who the client is, and how it proves it.
    ///
    /// The secret does not show itself in descriptions, dumps or logs.
    public struct Credentials: Sendable {
        let id: String
        let secret: ClientSecret
        let method: Method

        /// An ID and a secret, presented in this way.
        public init(id: String, secret: ClientSecret, method: Method = .basic) {
            self.id = id
            self.secret = secret
            self.method = method
        }

        /// `client_secret_basic`: in the `Authorization` header, which every server has to take.
        public static func basic(id: String, secret: String) -> Credentials {
            Credentials(id: id, secret: ClientSecret(presented: secret))
        }

        /// `client_secret_post`: in the body of the request.
        public static func post(id: String, secret: String) -> Credentials {
            Credentials(id: id, secret: ClientSecret(presented: secret), method: .post)
        }
    }
}
