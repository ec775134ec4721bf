import NIOHTTP1
import SteelcutDomain

/// Asks for an issuer's list of revocations.
struct RevocationListSource: Sendable {
    private let fetcher: HTTPFetcher
    private let issuer: Issuer
    private let metadataURL: WebURL
    private let ownURL: WebURL?

    /// - Parameter url: Where the list is; `nil`: where the issuer's metadata say.
    init(of issuer: Issuer, at url: String?, connections: ConnectionSettings) throws(ClientFailure) {
        var connections = connections
        connections.largestBody = SignedRevocationList.largest
        fetcher = HTTPFetcher(settings: connections)
        self.issuer = issuer
        // Asked only where no URL is given, and so refused only then.
        guard let url else {
            ownURL = nil
            metadataURL = try WebURL(issuer.metadataURL, allowedBy: connections)
            return
        }
        ownURL = try WebURL(url, allowedBy: connections)
        metadataURL = issuer.url
    }

    /// What the server said about the list.
    enum Answer: Sendable {
        case list([UInt8], entityTag: String?)
        case unchanged
    }

    /// Where the list is; `nil` for an issuer whose metadata name none.
    func listURL() async throws(ClientFailure) -> WebURL? {
        if let ownURL { return ownURL }
        // That there are none (404) says nothing: a proxy in front of a server that starts says so, too.
        let metadata = try await IssuerMetadata.fetch(issuer, at: metadataURL, by: fetcher)
        guard let member = metadata["revocation_list_uri"] else { return nil }
        guard let text = member.string, let url = try? WebURL(text, allowedBy: fetcher.settings) else {
            throw .malformedResponse(.revocationListURL)
        }
        return url
    }

    /// The list, or that it is still the one of this entity tag (RFC 9110 section 13.1.2).
    func list(at url: WebURL, unless entityTag: String?) async throws(ClientFailure) -> Answer {
        var fields: HTTPHeaders = ["Accept": "application/jwt"]
        if let entityTag { fields.add(name: "If-None-Match", value: entityTag) }
        let answer = try await fetcher.get(url, fields)
        if answer.status == 304, entityTag != nil { return .unchanged }
        guard answer.status == 200 else { throw Refusal(of: answer).failure(hiding: []) }
        return .list(answer.body, entityTag: answer.entityTag)
    }
}

/// Why no list was had.
enum RevocationListFailure: Error, Hashable, CustomStringConvertible {
    /// The server was not reached, or not understood.
    case client(ClientFailure)
    /// The list is not one that may be taken.
    case list(TokenDefect)
    /// There are no keys yet to check it with.
    case noKeys
    /// There was a list before, and the issuer names none any more.
    case gone

    var description: String {
        switch self {
        case .client(let failure): "\(failure)"
        case .list(let defect): "the list is not taken: \(defect.rawValue)"
        case .noKeys: "no keys to check the list with yet"
        case .gone: "the issuer names no list any more"
        }
    }
}
