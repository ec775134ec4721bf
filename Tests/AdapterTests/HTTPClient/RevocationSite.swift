import Logging
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import Testing

/// What a test list holds.
struct TestList: Sendable {
    var issuer = "https://as.example"
    var type = "revocations+jwt"
    var counter = 1
    var tokens: [String] = []
    var keys: [String] = []
    var clients: [String: Int] = [:]
    /// Seconds from the clock's start, 1,763,756,400.
    var issued = 0
    var lifetime = 600

    /// The list, signed.
    func signed(_ key: ClientTestKey) async throws -> String {
        func array(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ",") }
        let header = #"{"typ":"\#(type)","alg":"ES256","kid":"\#(key.id)"}"#
        let start = 1_763_756_400 + issued
        let cutOffs = clients.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",")
        let claims = """
            {"iss":"\(issuer)","iat":\(start),"exp":\(start + lifetime),"counter":\(counter),\
            "jti":[\(array(tokens))],"kid":[\(array(keys))],"clients":{\(cutOffs)}}
            """
        let input = Base64URL.string(header.utf8) + "." + Base64URL.string(claims.utf8)
        return input + "." + Base64URL.string(try await key.signer.signature(for: Array(input.utf8)))
    }
}

extension ScriptedServer.Answer {
    /// A published list.
    static func list(_ list: TestList, _ key: ClientTestKey, tag: String = "1") async throws -> Self {
        Self(200, ["Content-Type": "application/jwt", "ETag": "W/\"\(tag)\""], try await list.signed(key))
    }

    /// What an issuer says of itself.
    static func metadata(_ more: String = "", issuer: String = "https://as.example") -> Self {
        .json(#"{"issuer":"\#(issuer)"\#(more)}"#)
    }

    /// Still the same.
    static let unchanged = Self(raw: "HTTP/1.1 304 Not Modified\r\n\r\n", closes: false)
}

/// Keys that are always there.
struct GivenKeys: Ports.VerifierSource {
    let all: [any Ports.SignatureVerifier]

    init(_ keys: ClientTestKey...) throws {
        all = try keys.map { try OpenSSLVerifierMaker().verifier(for: $0.publicKey) }
    }

    func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        all.filter { keyID == nil || $0.keyID == keyID }
    }
}

extension KeySetSite {
    static let list = "/revocations"

    /// What follows the list of `https://as.example`, at this URL or, without one, at the issuer's own.
    func revocations(
        _ issuer: String = "https://as.example", at url: String?, keys: any Ports.VerifierSource,
        stale: RemoteRevocationList.Stale = .refuse(after: .seconds(600)),
        _ connections: ConnectionSettings = .patient
    ) throws -> RemoteRevocationList {
        try RemoteRevocationList(
            of: try #require(Issuer(parsing: issuer)), at: url, keys: keys, clock: clock, stale: stale,
            connections: connections, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            sleep: { try await self.sleep($0) })
    }

    /// Runs what follows the list, its first answer having come and been judged, then `body`.
    func withRevocations(
        _ first: ScriptedServer.Answer, keys: any Ports.VerifierSource,
        stale: RemoteRevocationList.Stale = .refuse(after: .seconds(600)),
        _ body: (ScriptedServer, RemoteRevocationList) async throws -> Void
    ) async throws {
        self[Self.list] = first
        let server = try await serve()
        let list = try revocations(at: server.origin + Self.list, keys: keys, stale: stale)
        try await running(list.run) {
            try await eventually("the first answer comes") { self.sleep.asked.count == 1 }
            try await body(server, list)
        }
    }
}

extension RemoteRevocationList {
    /// The tokens that it says are revoked.
    func tokens() async throws -> [String] { try await currentRevocations().tokenIDs }

    /// Waits until it says that these are revoked; fails where it doesn't within a minute.
    func expectSoon(_ tokens: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while try await self.tokens() != tokens {
            try #require(ContinuousClock.now < end, "not heard of", sourceLocation: sourceLocation)
            await Task.yield()
        }
    }
}
