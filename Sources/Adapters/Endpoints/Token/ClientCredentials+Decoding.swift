import HTTPTypes
import SteelcutDomain

extension ClientCredentials {
    /// Takes the credentials out of a request; `nil` where there are none that this server knows.
    ///
    /// Exactly one method a request (RFC 6749 section 2.3): `client_secret_basic` or `client_secret_post`. A
    /// `client_assertion` (RFC 7521 section 4.2) alone is none that is supported, which leaves nothing to authenticate
    /// by; so does a `client_id` alone, in the body or as Basic without a secret.
    ///
    /// - Throws: `InvalidRequest` where there is more than one, or one that is malformed or too long.
    static func decode(from fields: HTTPFields, _ form: Form) throws(InvalidRequest) -> ClientCredentials? {
        let id = form["client_id"]
        let secret = form["client_secret"]
        let hasAssertion = form["client_assertion"] != nil

        let basic = try basicAuthorization(in: fields)
        if let basic {
            guard secret == nil, !hasAssertion else { throw .severalCredentials }
            if let id, !id.hasSameBytes(as: basic.id) { throw .severalCredentials }
        } else if secret != nil {
            guard !hasAssertion else { throw .severalCredentials }
            guard id != nil else { throw .secretWithoutClient }
        }
        guard let presentedID = basic?.id ?? id else { return nil }
        let presentedSecret = basic?.secret ?? secret
        guard presentedID.utf8.count <= longestID, (presentedSecret?.utf8.count ?? 0) <= ClientSecret.longest else {
            throw .credentialsTooLong
        }
        return ClientCredentials(id: presentedID, secret: presentedSecret.map(ClientSecret.init(presented:)))
    }

    /// The longest `client_id` that is looked at, in bytes.
    private static let longestID = 512

    /// `Authorization`, where there is one: it has to stand once and be Basic.
    private static func basicAuthorization(in fields: HTTPFields) throws(InvalidRequest) -> BasicAuthorization? {
        let values = fields[values: .authorization]
        guard let value = values.first else { return nil }
        guard values.count == 1, let basic = BasicAuthorization(parsing: value) else { throw .malformedAuthorization }
        return basic
    }
}
