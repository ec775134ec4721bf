import HTTPTypes
import SteelcutDomain

/// `GET /.well-known/revocations`: the signed list of what is revoked, for resource servers.
struct RevocationListEndpoint: Sendable {
    let list: @Sendable () async throws(TokenError) -> PublishedRevocations

    func respond(to request: HTTPRequest) async -> EndpointResponse {
        do throws(TokenError) {
            let published = try await list()
            // `no-cache`: whoever keeps it asks each time whether it is still the one, and mostly hears 304.
            return Representation(
                Array(published.compact.utf8), mediaType: "application/jwt",
                entityTag: EntityTag(opaque: published.version), cacheControl: "public, no-cache"
            ).response(to: request)
        } catch { return error.refusal.response }
    }
}
