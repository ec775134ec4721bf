public import SteelcutDomain

/// How a private key becomes the text of a file and back: PKCS#8 as PEM (RFC 5958, RFC 7468 sections 10 and 11).
///
/// Whoever composes a program hands this over, so that the keyring needs no cryptographic library. What the two throw
/// is shown to people: it says what is wrong in words and holds nothing of the key.
public struct PrivateKeyCoding: Sendable {
    /// The PEM text of a key, sealed where a passphrase is given.
    public let encode: @Sendable (_ key: PrivateKey, _ passphrase: [UInt8]?) throws -> [UInt8]

    /// The key of a PEM text; throws where it is damaged or the passphrase is not its own.
    public let decode: @Sendable (_ pem: [UInt8], _ passphrase: [UInt8]?) throws -> PrivateKey

    /// Puts a coding together.
    public init(
        encode: @escaping @Sendable (_ key: PrivateKey, _ passphrase: [UInt8]?) throws -> [UInt8],
        decode: @escaping @Sendable (_ pem: [UInt8], _ passphrase: [UInt8]?) throws -> PrivateKey
    ) {
        self.encode = encode
        self.decode = decode
    }
}
