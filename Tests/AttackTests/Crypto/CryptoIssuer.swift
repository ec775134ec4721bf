import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// An issuer with one key, made once for all attacks.
struct CryptoIssuer {
    static let payload = #"{"iss":"https://as.example","sub":"a","scope":"read"}"#

    let signer: any Ports.Signer
    let publicKey: JSONWebKey

    init(_ algorithm: SignatureAlgorithm) throws {
        let maker = try OpenSSLKeyMaker(digest: OpenSSLDigest())
        let key = try maker.makeKey(for: algorithm)
        signer = try maker.signer(for: key, algorithm: algorithm)
        publicKey = try maker.publicKey(of: key, for: algorithm)
    }

    private static let made = Result { () throws -> [SignatureAlgorithm: CryptoIssuer] in
        try SignatureAlgorithm.allCases.reduce(into: [:]) { $0[$1] = try CryptoIssuer($1) }
    }

    /// The issuer that every attack with this algorithm is tried on.
    static func of(_ algorithm: SignatureAlgorithm) throws -> CryptoIssuer { try #require(made.get()[algorithm]) }

    /// The header of its tokens.
    var header: String { #"{"typ":"at+jwt","alg":"\#(signer.algorithm.rawValue)","kid":"\#(signer.keyID)"}"# }

    /// A token that it signed.
    func token(header: String? = nil, payload: String = payload) async throws -> CryptoToken {
        var token = CryptoToken(header: header ?? self.header, payload: payload, signature: [])
        token.signature = try await signer.signature(for: token.signingInput)
        return token
    }

    /// Looks at its tokens as a resource server does.
    func gate() throws -> CryptoGate { try CryptoGate([publicKey]) }
}

/// A token in its parts, for changing them one by one.
struct CryptoToken {
    var header: String
    var payload: String
    var signature: [UInt8]

    var signingInput: [UInt8] {
        CompactJWS.signingInput(header: Array(header.utf8), payload: Array(payload.utf8))
    }

    var bytes: [UInt8] { Array(CompactJWS.compact(signingInput: signingInput, signature: signature).utf8) }
}

/// What a resource server does with a token's signature, and nothing beyond.
struct CryptoGate {
    let verifiers: [any Ports.SignatureVerifier]

    init(_ keys: [JSONWebKey]) throws {
        verifiers = try keys.map { key in try OpenSSLVerifierMaker().verifier(for: key) }
    }

    /// The usable keys of a set in JSON.
    init(keySet: String) throws {
        verifiers = try JSONWebKeySet(parsing: Array(keySet.utf8)).keys.compactMap { key in
            try? OpenSSLVerifierMaker().verifier(for: key)
        }
    }

    func admits(_ token: [UInt8]) -> Bool {
        guard let jws = try? CompactJWS(parsing: token) else { return false }
        let fitting = verifiers.filter { jws.keyID == nil || $0.keyID == jws.keyID }
        guard fitting.count == 1, let verifier = fitting.first, verifier.algorithm == jws.algorithm else {
            return false
        }
        return verifier.isValid(jws.signature, for: jws.signingInput)
    }

    func admits(_ token: CryptoToken) -> Bool { admits(token.bytes) }
}
