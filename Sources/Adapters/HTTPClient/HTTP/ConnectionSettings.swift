import FoundationEssentials
import SteelcutDomain

/// How servers are reached: within what time, how much is read, and over what.
///
/// ```swift
/// var connections = ConnectionSettings(deadline: .seconds(5))
/// connections.allowPlainHTTP(toHostOf: "http://auth.internal:5000")
/// ```
///
/// Whatever is set here, redirects are never followed, only `http` and `https` URLs are taken, and TLS is 1.2 or 1.3
/// with the server's certificate verified.
public struct ConnectionSettings: Sendable {
    /// How long one exchange may take in all, from connecting to the last byte of the answer.
    public var deadline: Duration

    /// The largest body that is read, in bytes.
    public var largestBody: Int

    /// The hosts that may be asked over plain `http`, names and addresses in small letters; loopback always may.
    ///
    /// Whoever stands on the way to such a host reads secrets and tokens and may answer in its place.
    public private(set) var plainHTTPHosts: Set<String> = []

    /// The path of a PEM file with certificate authorities to trust beside the system's.
    ///
    /// Where none is said, the one that the environment variable `SSL_CERT_FILE` names: it is added, and does not take the
    /// place of the system's.
    public var certificateAuthorities: String?

    /// Puts settings together: 10 s, 1 MiB, TLS off loopback and the environment's authorities unless said otherwise.
    public init(
        deadline: Duration = .seconds(10), largestBody: Int = 1 << 20, certificateAuthorities: String? = nil
    ) {
        self.deadline = deadline
        self.largestBody = largestBody
        self.certificateAuthorities = certificateAuthorities ?? Self.authoritiesOfEnvironment
    }

    private static let authoritiesOfEnvironment = ProcessInfo.processInfo.environment["SSL_CERT_FILE"]
        .flatMap { $0.isEmpty ? nil : $0 }

    /// Lets the host of this URL, at any port, be asked over plain `http`; what is no http(s) URL changes nothing.
    public mutating func allowPlainHTTP(toHostOf url: String) {
        if let url = WebURL(parsing: url) { plainHTTPHosts.insert(url.host) }
    }
}
