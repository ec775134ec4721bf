import HTTPTypes
import SteelcutDomain

/// `GET /.well-known/jwks.json` (RFC 7517 section 5).
struct KeySetEndpoint: Sendable {
    let publishKeys: PublishKeys
    let digest: any Ports.Digest

    func respond(to request: HTTPRequest) async -> EndpointResponse {
        do throws(KeysUnavailable) {
            let published = try await publishKeys()
            return Representation(
                JSONWriter.write(published.set.json), mediaType: "application/jwk-set+json",
                cacheControl: "public, max-age=\(published.maxAge)", digest: digest
            ).response(to: request)
        } catch {
            return Refusal.unavailable(retryAfter: error.retryAfter, cause: "no keys were read yet").response
        }
    }
}
