extension Ports {
    /// Seals private keys with what a passphrase gives.
    public protocol KeySealer: Sendable {
        /// A new seal with a salt of its own, and what seals under it; slow on purpose.
        func makeSeal(passphrase: [UInt8]) throws(SealDefect) -> (seal: KeyringSeal, key: any Ports.SealingKey)

        /// What seals and opens under a seal; slow on purpose.
        ///
        /// - Throws: `SealDefect.wrongPassphrase`; `.unsupported` where the seal is not of our form.
        func unlock(_ seal: KeyringSeal, passphrase: [UInt8]) throws(SealDefect) -> any Ports.SealingKey
    }

    /// Seals and opens private keys, once the passphrase was seen to be right.
    public protocol SealingKey: Sendable {
        /// Seals a private key, another text each time; it opens for the same `binding` only.
        func seal(_ key: PrivateKey, boundTo binding: [UInt8]) throws(SealDefect) -> [UInt8]

        /// Opens what was sealed for this `binding`.
        func open(_ sealed: [UInt8], boundTo binding: [UInt8]) throws(SealDefect) -> PrivateKey
    }
}
