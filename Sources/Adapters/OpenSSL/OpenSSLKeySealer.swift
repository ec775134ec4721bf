public import SteelcutDomain

/// Seals private keys for a database: AES-256-GCM under a key of its own for each, all of them from one passphrase.
///
/// scrypt makes a key of the passphrase once, slowly; HKDF makes another of that for each private key, with a fresh salt,
/// so that no two are ever sealed with the same.
public struct OpenSSLKeySealer: Ports.KeySealer {
    private let cost: ScryptCost

    /// A sealer.
    public init() { cost = .ofNewSeals }

    /// The same at another cost.
    init(cost: ScryptCost) { self.cost = cost }

    /// A new seal with a salt of its own, and what seals under it; takes a third of a second and 32 MiB.
    public func makeSeal(
        passphrase: [UInt8]
    ) throws(SealDefect) -> (seal: KeyringSeal, key: any Ports.SealingKey) {
        let derivation = ScryptDerivation(cost: cost, salt: try SealingKey.random(ScryptDerivation.saltSize))
        let key = try SealingKey(derivation, passphrase: passphrase)
        let proof = try key.seal(bytes: [], boundTo: Self.binding(derivation.text))
        return (KeyringSeal(derivation: derivation.text, proof: proof), key)
    }

    /// What seals and opens under a seal; takes as long.
    public func unlock(
        _ seal: KeyringSeal, passphrase: [UInt8]
    ) throws(SealDefect) -> any Ports.SealingKey {
        guard let derivation = ScryptDerivation(parsing: seal.derivation) else { throw .unsupported }
        let key = try SealingKey(derivation, passphrase: passphrase)
        do throws(SealDefect) {
            guard try key.open(bytes: seal.proof, boundTo: Self.binding(derivation.text)).isEmpty else {
                throw .unsupported
            }
        } catch .damaged { throw .wrongPassphrase }
        return key
    }

    /// The proof vouches for function, cost and salt as well.
    private static func binding(_ derivation: String) -> [UInt8] { Array("keyring\n\(derivation)".utf8) }
}

/// What scrypt has made of a passphrase, wiped when nobody needs it any more.
struct SealingKey: Ports.SealingKey {
    /// The form: this byte, the salt of HKDF, the nonce, the ciphertext and its tag.
    private static let version: UInt8 = 1
    private static let saltSize = 32

    private let key: SecretBytes

    init(_ derivation: ScryptDerivation, passphrase: [UInt8]) throws(SealDefect) {
        guard let key = KeyDerivation.scrypt(passphrase, salt: derivation.salt, cost: derivation.cost) else {
            throw .library
        }
        self.key = key
    }

    func seal(_ key: PrivateKey, boundTo binding: [UInt8]) throws(SealDefect) -> [UInt8] {
        try key.withBytes { bytes throws(SealDefect) in try seal(bytes: bytes, boundTo: binding) }
    }

    func open(_ sealed: [UInt8], boundTo binding: [UInt8]) throws(SealDefect) -> PrivateKey {
        PrivateKey(encoded: try open(bytes: sealed, boundTo: binding))
    }

    func seal(bytes: [UInt8], boundTo binding: [UInt8]) throws(SealDefect) -> [UInt8] {
        let salt = try Self.random(Self.saltSize)
        let nonce = try Self.random(AuthenticatedCipher.nonceSize)
        guard let key = ownKey(salt),
            let text = AuthenticatedCipher.seal(bytes, key: key, nonce: nonce, additional: binding)
        else { throw .library }
        return [Self.version] + salt + nonce + text
    }

    func open(bytes sealed: [UInt8], boundTo binding: [UInt8]) throws(SealDefect) -> [UInt8] {
        guard let version = sealed.first else { throw .damaged }
        guard version == Self.version else { throw .unsupported }
        let salt = Array(sealed.dropFirst().prefix(Self.saltSize))
        let rest = sealed.dropFirst(1 + Self.saltSize)
        let nonce = Array(rest.prefix(AuthenticatedCipher.nonceSize))
        guard rest.count >= AuthenticatedCipher.nonceSize + AuthenticatedCipher.tagSize else { throw .damaged }
        guard let key = ownKey(salt) else { throw .library }
        let text = Array(rest.dropFirst(AuthenticatedCipher.nonceSize))
        guard let plain = AuthenticatedCipher.open(text, key: key, nonce: nonce, additional: binding) else {
            throw .damaged
        }
        return plain
    }

    private func ownKey(_ salt: [UInt8]) -> SecretBytes? {
        KeyDerivation.hkdf(key, salt: salt, info: "steelcut signing key")
    }

    static func random(_ count: Int) throws(SealDefect) -> [UInt8] {
        do throws(RandomnessFailure) { return try OpenSSLRandomness().bytes(count) } catch { throw .library }
    }
}
