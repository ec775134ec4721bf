public import SteelcutDomain

/// A private key in memory, ready to sign on any thread.
public struct OpenSSLSigner: Ports.Signer {
    /// The public half.
    public let publicKey: JSONWebKey
    /// The key's thumbprint.
    public let keyID: KeyID
    /// The header of the access tokens that it signs, in base64url.
    public let accessTokenHeader: [UInt8]
    private let context: SignatureContext

    /// Takes a key and its public half.
    ///
    /// - Throws: `KeyDefect.library` where OpenSSL won't sign with it, `.malformed` where its two halves don't belong
    ///   together.
    init(_ key: KeyHandle, publicKey: JSONWebKey) throws(KeyDefect) {
        guard let keyID = publicKey.keyID else { throw .malformed }
        self.publicKey = publicKey
        self.keyID = keyID
        accessTokenHeader = CompactJWS.accessTokenHeader(publicKey.algorithm, keyID)
        context = try SignatureContext(key, publicKey.algorithm, for: .signing)
        try proveHalvesBelongTogether()
    }

    /// What it signs with.
    public var algorithm: SignatureAlgorithm { publicKey.algorithm }

    /// The signature over `message` in JWS form (RFC 7518 section 3): r‖s for ES256.
    ///
    /// - Throws: `SigningFailure` where the library fails, for want of randomness above all.
    public func signature(for message: [UInt8]) throws(SigningFailure) -> [UInt8] {
        guard let signature = context.sign(message) else { throw SigningFailure(cause: "OpenSSL made no signature") }
        guard algorithm == .es256 else { return signature }
        guard let joined = ECDSASignature.joined(der: signature) else {
            throw SigningFailure(cause: "OpenSSL made a signature that is none")
        }
        return joined
    }

    /// PKCS#8 may name the public half beside the private one (RFC 5915 section 3), and OpenSSL believes it: a key
    /// that was tampered with would be published under a name that its signatures don't fit.
    private func proveHalvesBelongTogether() throws(KeyDefect) {
        let verifier = try OpenSSLVerifierMaker().verifier(for: publicKey)
        let message = Array("steelcut".utf8)
        let signature: [UInt8]
        do throws(SigningFailure) { signature = try self.signature(for: message) } catch { throw .malformed }
        guard verifier.isValid(signature, for: message) else { throw .malformed }
    }
}
