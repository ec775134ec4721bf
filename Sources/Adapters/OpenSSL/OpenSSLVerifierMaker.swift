import CSteelcutOpenSSL
public import SteelcutDomain

/// Turns public keys into verifiers, after a look at what the keys are worth.
public struct OpenSSLVerifierMaker: Ports.VerifierMaker {
    /// A maker of verifiers.
    public init() {}

    /// A verifier, parsed once for any number of signatures, on any thread.
    ///
    /// - Throws: `KeyDefect.offCurve` for a point off its curve or of small order, `.weak` for an RSA key whose factors
    ///   can be had (ROCA, a prime, small factors), `.library` where OpenSSL fails.
    public func verifier(for key: JSONWebKey) throws(KeyDefect) -> any Ports.SignatureVerifier {
        let defect: KeyDefect
        let signatureLength: Int
        switch key.material {
        case .p256: (defect, signatureLength) = (.offCurve, ECDSASignature.length)
        case .ed25519(let x):
            guard Ed25519Point.isUsable(x) else { throw .offCurve }
            (defect, signatureLength) = (.offCurve, 64)
        case .rsa(let modulus, _):
            guard !ROCA.marks(modulus) else { throw .weak }
            (defect, signatureLength) = (.weak, modulus.count)
        }
        let handle: KeyHandle
        do throws(KeyDefect) { handle = try KeyHandle(key.material) } catch { throw defect }
        guard Self.isSound(handle) else { throw defect }
        let context = try SignatureContext(handle, key.algorithm, for: .checking)
        return OpenSSLVerifier(key, context, signatureLength: signatureLength)
    }

    /// EVP_PKEY_public_check(3): the point is of the curve's order (SP 800-56A section 5.6.2.3.3); the modulus has no
    /// small factor and is no prime (SP 800-56B section 6.4.2.2).
    private static func isSound(_ key: KeyHandle) -> Bool {
        defer { ErrorQueue.drain() }
        return unsafe key.withPointer { key in
            guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
            defer { unsafe EVP_PKEY_CTX_free(context) }
            return unsafe EVP_PKEY_public_check(context) == 1
        }
    }
}

/// One public key, ready to check signatures.
struct OpenSSLVerifier: Ports.SignatureVerifier {
    let keyID: KeyID?
    let algorithm: SignatureAlgorithm
    private let context: SignatureContext
    private let signatureLength: Int

    init(_ key: JSONWebKey, _ context: SignatureContext, signatureLength: Int) {
        keyID = key.keyID
        algorithm = key.algorithm
        self.context = context
        self.signatureLength = signatureLength
    }

    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        // RFC 8017 sections 8.1.2 and 8.2.2, RFC 7518 section 3.4: exactly so long. OpenSSL's PSS would take less.
        guard signature.count == signatureLength else { return false }
        guard algorithm == .es256 else { return context.isValid(signature, for: message) }
        guard let encoded = ECDSASignature.der(joined: signature) else { return false }
        return context.isValid(encoded, for: message)
    }
}
