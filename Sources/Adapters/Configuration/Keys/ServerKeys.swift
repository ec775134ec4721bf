// The keys of what listens, and of what is logged.
extension ConfigurationKey {
    static let httpHost = ConfigurationKey(
        "http.host", .text(form: "an address or a host name"), default: .value("127.0.0.1"), "address to listen on")
    static let httpPort = httpPort(5000)
    static let resourceHTTPPort = httpPort(5001)
    static let httpPortFile = ConfigurationKey(
        "http.port-file", .text(form: "a path"),
        "file for the port that was bound, renamed into place once the server accepts")
    static let tlsCertificate = ConfigurationKey(
        "tls.certificate", .text(form: "a path"),
        "PEM file of the certificate chain (TLS 1.2 and 1.3), read again on SIGHUP; goes with tls.private-key")
    static let tlsPrivateKey = ConfigurationKey(
        "tls.private-key", .text(form: "a path"),
        "PEM file of the certificate's private key, read again on SIGHUP; goes with tls.certificate")

    static let limitBody = ConfigurationKey(
        "limits.body", .size(1024...16_777_216), default: .value("16KiB"), "largest request body")
    static let limitHeaderList = ConfigurationKey(
        "limits.header-list", .size(1024...1_048_576), default: .value("16KiB"), "largest list of header fields")
    static let limitRequestTime = ConfigurationKey(
        "limits.request-time", .duration(1...3600), default: .value("10s"),
        "longest time from a request's first byte to its last")
    static let limitIdleTime = ConfigurationKey(
        "limits.idle-time", .duration(1...86_400), default: .value("60s"),
        "how long a connection may rest between requests")
    static let limitConnections = ConfigurationKey(
        "limits.connections", .integer(1...1_000_000), default: .value("4096"), "most connections at a time")
    static let shutdownGrace = ConfigurationKey(
        "shutdown.grace", .duration(0...3600), default: .value("10s"),
        "how long requests that have begun may take after SIGTERM or SIGINT")

    static let secretCacheTTL = ConfigurationKey(
        "secret-cache.ttl", .duration(0...86_400), default: .value("300s"),
        "how long after its last use a verified secret is remembered in memory; 0: never")
    static let throttleClientFailures = ConfigurationKey(
        "throttle.client-failures", .integer(1...1_000_000), default: .value("20"),
        "failed authentications a minute that a client_id may have on this node before 429")

    static let logLevel = ConfigurationKey(
        "log.level", .choice(LogSettings.Level.allCases.map(\.rawValue)), default: .value("info"),
        "least level that is logged")
    static let logFormat = ConfigurationKey(
        "log.format", .choice(LogSettings.Format.allCases.map(\.rawValue)),
        default: .derived("text on a terminal, else json"),
        "how log lines are written to standard error")

    private static func httpPort(_ port: Int) -> ConfigurationKey {
        ConfigurationKey(
            "http.port", .integer(0...65_535), default: .value(String(port)),
            "port to listen on; 0 picks a free one, which is logged")
    }
}
