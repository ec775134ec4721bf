import SteelcutDomain

/// Turns keys into the text of their files and back, and vouches for what it reads.
struct KeyFormat: Sendable {
    let passphrase: [UInt8]?
    let coding: PrivateKeyCoding
    let keyMaker: any Ports.KeyMaker
    let digest: any Ports.Digest

    /// The text of a key's file.
    ///
    /// - Throws: `KeyDefect.malformed` where its two halves don't belong together: such a file could never be read.
    func text(of key: SigningKey) throws(KeyDefect) -> [UInt8] {
        let record = key.record
        guard try keyMaker.publicKey(of: key.privateKey, for: record.publicKey.algorithm) == record.publicKey else {
            throw .malformed
        }
        let pem: [UInt8]
        do { pem = try coding.encode(key.privateKey, passphrase) } catch { throw error as? KeyDefect ?? .library }
        let file = KeyFile(
            keyID: record.keyID.description, algorithm: record.publicKey.algorithm, created: record.created,
            signsFrom: record.signsFrom, ended: record.ended, pem: pem)
        return file.text(digest: digest)
    }

    /// The key that a text holds.
    func key(in text: [UInt8]) throws(KeyFileDefect) -> SigningKey {
        let file = try KeyFile(parsing: text, digest: digest)
        guard passphrase != nil || !file.isSealed else {
            throw KeyFileDefect("the private key is sealed and no passphrase is set (keyring.passphrase-file)")
        }
        let privateKey: PrivateKey
        do { privateKey = try coding.decode(file.pem, passphrase) } catch {
            throw KeyFileDefect(file.isSealed ? "\(error) (keyring.passphrase-file)" : "\(error)")
        }
        let publicKey: JSONWebKey
        do throws(KeyDefect) { publicKey = try keyMaker.publicKey(of: privateKey, for: file.algorithm) } catch {
            throw KeyFileDefect(error.rawValue)
        }
        guard let keyID = publicKey.keyID, keyID.description == file.keyID,
            let record = SigningKeyRecord(
                publicKey: publicKey, created: file.created, signsFrom: file.signsFrom, ended: file.ended)
        else { throw KeyFileDefect("the kid is not the thumbprint of the key") }
        return SigningKey(record: record, privateKey: privateKey)
    }

    /// The same text with the moment at which its key was ended; the private key stays as it is.
    func text(_ text: [UInt8], endedAt time: Timestamp) throws(StoreFailure) -> [UInt8] {
        do throws(KeyFileDefect) {
            var file = try KeyFile(parsing: text, digest: digest)
            file.ended = time
            return file.text(digest: digest)
        } catch { throw StoreFailure(.corrupt, cause: error.reason) }
    }

    /// Whether a text holds a plain key though a passphrase is set.
    func isPlainUnderPassphrase(_ text: [UInt8]) -> Bool {
        guard passphrase != nil, let file = try? KeyFile(parsing: text, digest: digest) else { return false }
        return !file.isSealed
    }
}
