extension Ports {
    /// Makes and opens private keys.
    public protocol KeyMaker: Sendable {
        /// Makes a key: 2048 bits or more for RSA.
        ///
        /// - Throws: `KeyDefect.library` where the library fails.
        func makeKey(for algorithm: SignatureAlgorithm) throws(KeyDefect) -> PrivateKey

        /// The public half, named by its thumbprint; derived from the private key, never believed from elsewhere.
        ///
        /// - Throws: `KeyDefect` where the key can't be read or is not for the algorithm.
        func publicKey(of key: PrivateKey, for algorithm: SignatureAlgorithm) throws(KeyDefect) -> JSONWebKey

        /// A signer, parsed once for any number of signatures.
        ///
        /// - Throws: `KeyDefect` where the key can't be read or is not for the algorithm.
        func signer(for key: PrivateKey, algorithm: SignatureAlgorithm) throws(KeyDefect) -> any Ports.Signer
    }
}
