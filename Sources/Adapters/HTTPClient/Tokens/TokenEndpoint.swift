import SteelcutDomain
import Synchronization

/// Where tokens are asked for: a URL that was given, or the one that an issuer's metadata names (RFC 8414 section 2).
final class TokenEndpoint: Sendable {
    /// How long metadata are believed.
    private static let longestWithoutMetadata = Duration.seconds(3600)

    private enum Start {
        case url(WebURL)
        case issuer(Issuer, metadata: WebURL)
    }

    private struct State {
        var found: (url: WebURL, at: Duration)?
        var flight: Flight<WebURL>?
    }

    private let start: Start
    private let fetcher: HTTPFetcher
    private let clock: any Ports.Clock
    private let state = Mutex(State())

    init(url: String, fetcher: HTTPFetcher, clock: any Ports.Clock) throws(ClientFailure) {
        start = .url(try WebURL(url, allowedBy: fetcher.settings))
        self.fetcher = fetcher
        self.clock = clock
    }

    init(issuer text: String, fetcher: HTTPFetcher, clock: any Ports.Clock) throws(ClientFailure) {
        guard let issuer = Issuer(parsing: text) else { throw .invalidURL }
        start = .issuer(issuer, metadata: try WebURL(issuer.metadataURL, allowedBy: fetcher.settings))
        self.fetcher = fetcher
        self.clock = clock
    }

    /// What tells this endpoint from others.
    var name: String {
        switch start {
        case .url(let url): "url \(url)"
        case .issuer(let issuer, _): "issuer " + issuer.description
        }
    }

    /// The endpoint's URL; the metadata are read once for all who ask.
    func url() async throws(ClientFailure) -> WebURL {
        switch start {
        case .url(let url): return url
        case .issuer(let issuer, let metadata):
            switch lookUp(issuer, metadata) {
            case .known(let url): return url
            case .pending(let flight): return try await flight.value()
            }
        }
    }

    private enum Place {
        case known(WebURL)
        case pending(Flight<WebURL>)
    }

    private func lookUp(_ issuer: Issuer, _ metadata: WebURL) -> Place {
        let now = clock.uptime()
        return state.withLock { state in
            if let found = state.found, now - found.at < Self.longestWithoutMetadata { return .known(found.url) }
            if let flight = state.flight { return .pending(flight) }
            let flight = Flight<WebURL>()
            state.flight = flight
            Task { await self.discover(issuer, metadata, for: flight) }
            return .pending(flight)
        }
    }

    /// After a failure there: it may have moved.
    func forget() { state.withLock { $0.found = nil } }

    private func discover(_ issuer: Issuer, _ metadata: WebURL, for flight: Flight<WebURL>) async {
        let outcome: Flight<WebURL>.Outcome
        do throws(ClientFailure) {
            outcome = .success(try await endpoint(of: issuer, metadata))
        } catch { outcome = .failure(error) }
        let now = clock.uptime()
        state.withLock { state in
            state.flight = nil
            if case .success(let url) = outcome { state.found = (url, now) }
        }
        flight.land(outcome)
    }

    private func endpoint(of issuer: Issuer, _ url: WebURL) async throws(ClientFailure) -> WebURL {
        let metadata = try await IssuerMetadata.fetch(issuer, at: url, by: fetcher)
        guard let text = metadata["token_endpoint"]?.string, let url = try? WebURL(text, allowedBy: fetcher.settings)
        else { throw .malformedResponse(.tokenURL) }
        return url
    }
}
