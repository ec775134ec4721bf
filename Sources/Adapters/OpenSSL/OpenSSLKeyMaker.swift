public import SteelcutDomain

/// Makes and opens private keys in PKCS#8 DER.
public struct OpenSSLKeyMaker: Ports.KeyMaker {
    private let digest: any Ports.Digest

    /// A maker of keys that names them by `digest`.
    public init(digest: any Ports.Digest) { self.digest = digest }

    /// Makes a key; an RSA key of 2048 bits.
    ///
    /// - Throws: `KeyDefect.library` where OpenSSL fails.
    public func makeKey(for algorithm: SignatureAlgorithm) throws(KeyDefect) -> PrivateKey {
        guard let bytes = try KeyHandle.generate(for: algorithm).pkcs8() else { throw .library }
        return PrivateKey(encoded: bytes)
    }

    /// The public half, named by its thumbprint, of a key that was seen to sign for it.
    ///
    /// - Throws: `KeyDefect` where the key can't be read, is not for the algorithm, or its halves don't match.
    public func publicKey(of key: PrivateKey, for algorithm: SignatureAlgorithm) throws(KeyDefect) -> JSONWebKey {
        try open(key, for: algorithm).publicKey
    }

    /// A signer, parsed once for any number of signatures.
    ///
    /// - Throws: `KeyDefect` where the key can't be read, is not for the algorithm, or its halves don't match.
    public func signer(
        for key: PrivateKey, algorithm: SignatureAlgorithm
    ) throws(KeyDefect) -> any Ports.Signer {
        try open(key, for: algorithm)
    }

    private func open(_ key: PrivateKey, for algorithm: SignatureAlgorithm) throws(KeyDefect) -> OpenSSLSigner {
        let handle = try key.withBytes { bytes throws(KeyDefect) in try KeyHandle(pkcs8: bytes) }
        return try OpenSSLSigner(
            handle, publicKey: JSONWebKey(handle.material(), for: algorithm, digest: digest))
    }
}
