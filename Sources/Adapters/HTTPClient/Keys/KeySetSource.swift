import NIOHTTP1
public import SteelcutDomain

/// Where an issuer's public keys come from.
public enum KeySetLocation: Sendable {
    /// From `jwks_uri` of the issuer's metadata (RFC 8414 section 2).
    case issuer(Issuer)
    /// From this URL.
    case url(String)
}

/// Asks for an issuer's key set.
struct KeySetSource: Sendable {
    private let fetcher: HTTPFetcher
    /// The issuer and where its metadata stands, or the key set's own place.
    private let start: (issuer: Issuer?, url: WebURL)

    init(_ location: KeySetLocation, fetcher: HTTPFetcher) throws(ClientFailure) {
        self.fetcher = fetcher
        switch location {
        case .issuer(let issuer):
            start = (issuer, try WebURL(issuer.metadataURL, allowedBy: fetcher.settings))
        case .url(let text):
            start = (nil, try WebURL(text, allowedBy: fetcher.settings))
        }
    }

    /// What the server said about the key set.
    enum Answer: Sendable {
        case keys(JSONWebKeySet, entityTag: String?, maxAge: Int?)
        case unchanged(maxAge: Int?)
    }

    /// Where the key set is, read from the metadata where there is no other word.
    func keySetURL() async throws(ClientFailure) -> WebURL {
        guard let issuer = start.issuer else { return start.url }
        let metadata = try await IssuerMetadata.fetch(issuer, at: start.url, by: fetcher)
        guard let text = metadata["jwks_uri"]?.string, let url = try? WebURL(text, allowedBy: fetcher.settings) else {
            throw .malformedResponse(.keySetURL)
        }
        return url
    }

    /// The key set, or that it is still the one of this entity tag (RFC 9110 section 13.1.2).
    func keySet(at url: WebURL, unless entityTag: String?) async throws(ClientFailure) -> Answer {
        var fields: HTTPHeaders = ["Accept": "application/jwk-set+json, application/json"]
        if let entityTag { fields.add(name: "If-None-Match", value: entityTag) }
        let answer = try await fetcher.get(url, fields)
        if answer.status == 304, entityTag != nil { return .unchanged(maxAge: answer.maxAge) }
        guard answer.status == 200 else { throw Refusal(of: answer).failure(hiding: []) }
        do throws(KeyDefect) {
            return .keys(
                try JSONWebKeySet(parsing: answer.body), entityTag: answer.entityTag, maxAge: answer.maxAge)
        } catch { throw .malformedResponse(.keySet) }
    }
}
