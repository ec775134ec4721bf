/// Where a server listens, and what it allows a connection.
public struct HTTPServerConfiguration: Sendable {
    /// The address or host name to listen on.
    public var host: String
    /// The port; 0 picks a free one.
    public var port: Int
    /// Where to write the port that was bound, once the server accepts.
    public var portFile: String?
    /// What a connection may cost.
    public var limits: HTTPLimits
    /// How long requests in flight may take after a graceful shutdown was asked for.
    public var shutdownGrace: Duration
    /// The PEM files of TLS; plain HTTP without them.
    public var tls: TLSFiles?

    /// Puts a configuration together.
    public init(
        host: String = "127.0.0.1", port: Int, portFile: String? = nil, limits: HTTPLimits = HTTPLimits(),
        shutdownGrace: Duration = .seconds(10), tls: TLSFiles? = nil
    ) {
        self.host = host
        self.port = port
        self.portFile = portFile
        self.limits = limits
        self.shutdownGrace = shutdownGrace
        self.tls = tls
    }
}

/// What a connection may cost a server.
public struct HTTPLimits: Sendable {
    /// The longest request body, in bytes; above it the answer is the endpoint's for oversized requests (413).
    public var body: Int
    /// The longest list of header fields (names, values and the request target), in bytes; above it the answer is 431.
    public var headerList: Int
    /// The time from a request's first byte, or a TLS connection's begin, to the request's last byte.
    public var requestTime: Duration
    /// How long a connection may rest between requests, or leave a response unread.
    public var idleTime: Duration
    /// How many connections are open at once; more wait to be accepted.
    public var connections: Int

    /// Takes limits; the defaults are those of the programs.
    public init(
        body: Int = 16_384, headerList: Int = 16_384, requestTime: Duration = .seconds(10),
        idleTime: Duration = .seconds(60), connections: Int = 4096
    ) {
        self.body = body
        self.headerList = headerList
        self.requestTime = requestTime
        self.idleTime = idleTime
        self.connections = connections
    }
}

/// The paths of a certificate chain and of its private key, both PEM.
public struct TLSFiles: Sendable {
    /// The certificate chain, the server's own certificate first.
    public var certificate: String
    /// The private key, not encrypted.
    public var privateKey: String

    /// Names the two files.
    public init(certificate: String, privateKey: String) {
        self.certificate = certificate
        self.privateKey = privateKey
    }
}
