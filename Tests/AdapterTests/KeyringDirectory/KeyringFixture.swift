import Foundation
import SteelcutDomain
import SteelcutKeyringDirectory
import SteelcutOpenSSL
import Testing

/// A keyring folder in a folder of its own, with real keys for it.
final class KeyringFixture: Sendable {
    private let parent: URL
    private let maker: OpenSSLKeyMaker
    private let digest: OpenSSLDigest

    var folder: String { parent.appending(path: "keyring").path }

    init() throws {
        digest = try OpenSSLDigest()
        maker = OpenSSLKeyMaker(digest: digest)
        parent = FileManager.default.temporaryDirectory.appending(path: "steelcut-keyring-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: parent) }

    /// The keyring at a path, the fixture's own if none is given.
    func keyring(at path: String? = nil, passphrase: String? = nil) -> KeyringDirectory {
        KeyringDirectory(
            path: path ?? folder, passphrase: passphrase.map { Array($0.utf8) },
            coding: PrivateKeyCoding(
                encode: { try PrivateKeyPEM.encode($0, passphrase: $1) },
                decode: { try PrivateKeyPEM.decode($0, passphrase: $1) }),
            keyMaker: maker, digest: digest)
    }

    /// A new key.
    func key(_ algorithm: SignatureAlgorithm = .es256, ended: Timestamp? = nil) throws -> SigningKey {
        let privateKey = try maker.makeKey(for: algorithm)
        let record = try #require(
            SigningKeyRecord(
                publicKey: try maker.publicKey(of: privateKey, for: algorithm),
                created: Timestamp(microseconds: 1_763_760_000_123_457),
                signsFrom: Timestamp(microseconds: 1_763_760_600_123_457), ended: ended))
        return SigningKey(record: record, privateKey: privateKey)
    }

    /// A keyring with one key, and the path of its file.
    func keyringWithKey(passphrase: String? = nil) async throws -> (KeyringDirectory, SigningKey, file: String) {
        let keyring = keyring(passphrase: passphrase)
        try await keyring.create()
        let key = try key(ended: Timestamp(microseconds: 1_763_846_400_000_001))
        try await keyring.add(key)
        return (keyring, key, file(of: key))
    }

    func file(of key: SigningKey) -> String { "\(folder)/\(key.record.keyID).pem" }

    func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    /// Puts bytes into a file that is there, without changing what else is said of it.
    func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    /// The names in the keyring's folder.
    var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() } }

    /// What a fresh keyring says of the folder.
    func refusal(passphrase: String? = nil, at path: String? = nil) async throws -> StoreFailure {
        let keyring = keyring(at: path, passphrase: passphrase)
        return try await storeFailure { _ = try await keyring.keys() }
    }
}

/// The mode of a file.
func mode(of path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
}
