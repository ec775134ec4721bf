import HTTPTypes
import SteelcutDomain

/// `GET /.well-known/revocations`: the signed list of what is revoked, for resource servers.
struct RevocationListEndpoint: Sendable {
    let list: @Sendable () async throws(TokenError) -> PublishedRevocations

    func respond(to request: HTTPRequest) async -> EndpointResponse {
        do throws(TokenError) {
            let published = try await list()
            // Each node signs for itself, and no two ECDSA signatures are alike: the tag is weak (RFC 9110 section 8.8.1).
            // `no-cache`: whoever keeps it asks each time whether it is still the one, and mostly hears 304.
            return Representation(
                published.bytes, mediaType: "application/jwt",
                entityTag: EntityTag(weak: published.version), cacheControl: "public, no-cache"
            ).response(to: request)
        } catch { return error.refusal.response }
    }
}
