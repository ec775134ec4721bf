import NIOHTTP1
import SteelcutDomain

/// What an issuer says of itself (RFC 8414).
enum IssuerMetadata {
    /// Fetches the metadata.
    ///
    /// - Throws: `ClientFailure`, `.malformedResponse(.issuer)` where they are somebody else's.
    static func fetch(
        _ issuer: Issuer, at url: WebURL, by fetcher: HTTPFetcher
    ) async throws(ClientFailure) -> JSONValue {
        try read(try await fetcher.get(url, ["Accept": "application/json"]), of: issuer)
    }

    /// Reads the metadata.
    ///
    /// - Throws: `ClientFailure`, `.malformedResponse(.issuer)` where they are somebody else's.
    static func read(_ answer: HTTPAnswer, of issuer: Issuer) throws(ClientFailure) -> JSONValue {
        guard answer.status == 200 else { throw Refusal(of: answer).failure(hiding: []) }
        let metadata = try answer.object()
        // RFC 8414 section 3.3: identical, or nothing of it may be used.
        guard let name = metadata["issuer"]?.string, name.hasSameBytes(as: issuer.description) else {
            throw .malformedResponse(.issuer)
        }
        return metadata
    }
}
