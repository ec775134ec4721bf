import SteelcutDomain

extension WebURL {
    /// Reads a URL that may be asked under these settings.
    ///
    /// - Throws: `ClientFailure.invalidURL`, or `.insecureURL` for plain http to a host that isn't allowed that.
    init(_ text: String, allowedBy settings: ConnectionSettings) throws(ClientFailure) {
        guard let url = WebURL(parsing: text) else { throw .invalidURL }
        guard !url.isExposed || settings.plainHTTPHosts.contains(url.host) else { throw .insecureURL }
        self = url
    }
}
