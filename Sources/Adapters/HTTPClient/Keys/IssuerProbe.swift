import NIOHTTP1
package import SteelcutDomain

/// Looks at a running authorization server from outside: what it says of itself, which keys it publishes, how it is.
package struct IssuerProbe: Sendable {
    /// What the metadata told.
    package struct Metadata: Sendable {
        /// The path of the key set.
        package let keySetPath: String
        /// How far the server's clock is ahead of ours, to half a second; `nil` where it sent no `Date`.
        package let clockOffset: Duration?
    }

    private let issuer: Issuer
    private let origin: String
    private let fetcher: HTTPFetcher

    /// Names the server.
    ///
    /// - Parameters:
    ///   - issuer: Who it has to be.
    ///   - url: Where it is asked, whatever its public name is; of this URL only scheme, host and port count.
    ///   - clock: Ours.
    /// - Throws: `ClientFailure.insecureURL`.
    package init(issuer: Issuer, at url: WebURL, clock: any Ports.Clock) throws(ClientFailure) {
        self.issuer = issuer
        origin = url.origin
        // No secret goes there, and whoever names the server wants it asked.
        var connections = ConnectionSettings(deadline: .seconds(5))
        connections.allowPlainHTTP(toHostOf: url.description)
        fetcher = HTTPFetcher(settings: connections, clock: clock)
        _ = try WebURL(origin, allowedBy: connections)
    }

    /// Fetches the metadata (RFC 8414).
    ///
    /// - Throws: `ClientFailure`.
    package func metadata() async throws(ClientFailure) -> Metadata {
        let path = "/.well-known/oauth-authorization-server" + issuer.path
        let answer = try await fetcher.get(try url(path), ["Accept": "application/json"])
        let metadata = try IssuerMetadata.read(answer, of: issuer)
        guard let keySet = metadata["jwks_uri"]?.string.flatMap(WebURL.init(parsing:)) else {
            throw .malformedResponse(.keySetURL)
        }
        let date = answer.field("Date").flatMap { HTTPDate.parse($0, now: answer.received) }
        // The header has whole seconds: its moment is, on average, half a second later.
        let offset = date.map { $0.microseconds + 500_000 - answer.received.microseconds }
        return Metadata(keySetPath: keySet.target, clockOffset: offset.map { .microseconds($0) })
    }

    /// The names of the keys that it publishes.
    ///
    /// - Throws: `ClientFailure`.
    package func keyIDs(at path: String) async throws(ClientFailure) -> Set<KeyID> {
        let source = try KeySetSource(.url(try url(path).description), fetcher: fetcher)
        guard case .keys(let set, _, _) = try await source.keySet(at: try await source.keySetURL(), unless: nil) else {
            throw .malformedResponse(.status)
        }
        return Set(set.keys.compactMap(\.keyID))
    }

    /// What the health endpoint says: the status and the word of its answer.
    ///
    /// - Throws: `ClientFailure`.
    package func health() async throws(ClientFailure) -> (status: Int, word: String?) {
        let answer = try await fetcher.get(try url(issuer.path + "/health/ready"), ["Accept": "application/json"])
        return (answer.status, (try? answer.object())?["status"]?.string)
    }

    private func url(_ path: String) throws(ClientFailure) -> WebURL {
        try WebURL(origin + path, allowedBy: fetcher.settings)
    }
}
