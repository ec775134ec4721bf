import SteelcutDomain

/// Where and how a server listens.
public struct HTTPSettings: Hashable, Sendable {
    /// What a server bounds, on each connection or in all.
    public struct Limits: Hashable, Sendable {
        /// The largest request body, in bytes.
        public let body: Int
        /// The largest list of header fields, in bytes.
        public let headerList: Int
        /// The longest time from a request's first byte to its last.
        public let requestTime: Duration
        /// How long a connection may rest between requests.
        public let idleTime: Duration
        /// The most connections at a time.
        public let connections: Int
    }

    /// A certificate and its key.
    public struct TLS: Hashable, Sendable {
        /// PEM file of the chain.
        public let certificateFile: String
        /// PEM file of the private key.
        public let privateKeyFile: String
    }

    /// The address or name to listen on, an IPv6 address without brackets.
    public let host: String
    /// The port to listen on; 0: a free one.
    public let port: Int
    /// Where to write the port that was bound; `nil`: nowhere.
    public let portFile: String?
    /// Certificate and key; `nil`: plain HTTP.
    public let tls: TLS?
    /// The bounds.
    public let limits: Limits
    /// How long requests that have begun may take after a signal to end.
    public let shutdownGrace: Duration

    /// The server's own address as a URL, by the port that was bound: `http://127.0.0.1:5000`.
    public func url(boundPort: Int) -> String {
        ServerAddress.url(isSecure: tls != nil, host: host, port: boundPort)
    }

    /// Whether what is sent to its own address can be read by others on its way.
    var isExposed: Bool { tls == nil && !WebURL.isLoopback(host) }

    init(_ configuration: ResolvedConfiguration, port key: ConfigurationKey) throws(ConfigurationError) {
        host = try configuration.required(.httpHost) { ServerAddress.isHost($0) ? $0 : nil }
        port = try configuration.number(key)
        portFile = try configuration.text(.httpPortFile)
        tls = try TLS(configuration)
        limits = try Limits(configuration)
        shutdownGrace = try configuration.duration(.shutdownGrace)
    }
}

extension HTTPSettings.TLS {
    /// Both files; `nil` where neither is set.
    fileprivate init?(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        let certificate = try configuration.text(.tlsCertificate)
        let privateKey = try configuration.text(.tlsPrivateKey)
        if certificate == nil && privateKey == nil { return nil }
        guard let certificate else {
            throw ConfigurationError(ConfigurationKey.tlsCertificate.name, "missing: tls.private-key is set without it")
        }
        guard let privateKey else {
            throw ConfigurationError(ConfigurationKey.tlsPrivateKey.name, "missing: tls.certificate is set without it")
        }
        self.init(certificateFile: certificate, privateKeyFile: privateKey)
    }
}

extension HTTPSettings.Limits {
    fileprivate init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        body = try configuration.number(.limitBody)
        headerList = try configuration.number(.limitHeaderList)
        requestTime = try configuration.duration(.limitRequestTime)
        idleTime = try configuration.duration(.limitIdleTime)
        connections = try configuration.number(.limitConnections)
    }
}
