/// How servers are reached: within what time, how much is read, and over what.
///
/// Whatever is set here, redirects are never followed, only `http` and `https` URLs are taken, and TLS is 1.2 or 1.3
/// with the server's certificate verified.
public struct ConnectionSettings: Sendable {
    /// How long one exchange may take in all, from connecting to the last byte of the answer.
    public var deadline: Duration

    /// The largest body that is read, in bytes.
    public var largestBody: Int

    /// Whether plain `http` may leave this machine; loopback hosts may always be asked without TLS.
    public var allowsPlainHTTP: Bool

    /// The path of a PEM file with certificate authorities to trust beside the system's.
    public var certificateAuthorities: String?

    /// Puts settings together: 10 s, 1 MiB, TLS off loopback and the system's authorities unless said otherwise.
    public init(
        deadline: Duration = .seconds(10), largestBody: Int = 1 << 20, allowsPlainHTTP: Bool = false,
        certificateAuthorities: String? = nil
    ) {
        self.deadline = deadline
        self.largestBody = largestBody
        self.allowsPlainHTTP = allowsPlainHTTP
        self.certificateAuthorities = certificateAuthorities
    }
}
