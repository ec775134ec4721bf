public import SteelcutDomain

/// Signing keys as files of one folder, `<kid>.pem` each: the keyring of one machine.
///
/// The folder is 0700, the files are 0600, and both belong to who runs the program; anything else is refused, as is a
/// file that is damaged, or whose key is not the one that its name says. A file is whole or not there: it is written
/// under another name, brought to the disk and put in its place in one step, so that a crash leaves the keyring as it
/// was. Several programs may use one folder at once.
///
/// Reading and writing block threads of their own, not the caller's.
public final class KeyringDirectory: Sendable {
    private let files: KeyringFiles

    /// Names the folder; nothing is read or made yet.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - passphrase: Seals new keys and opens sealed ones; `nil`: new keys are plain, and sealed ones are refused.
    ///   - coding: How keys become PEM and back.
    ///   - keyMaker: Derives public keys, which are never believed from the files.
    ///   - digest: Makes the checksums.
    public init(
        path: String, passphrase: [UInt8]?, coding: PrivateKeyCoding, keyMaker: any Ports.KeyMaker,
        digest: any Ports.Digest
    ) {
        files = KeyringFiles(
            path: path, format: KeyFormat(passphrase: passphrase, coding: coding, keyMaker: keyMaker, digest: digest))
    }

    /// Makes the folder, 0700 whatever the umask; where it is there already, checks it.
    ///
    /// - Throws: `.corrupt` where it is not fit for keys, `.notPermitted` and `.failed` where it can't be made.
    public func create() async throws(StoreFailure) { try await files.create() }

    /// A value that differs once any key was added, changed or removed: to see whether `keys()` is worth asking.
    ///
    /// It looks at the folder only and reads no file.
    ///
    /// - Throws: `.notInitialized` where there is no folder, `.corrupt` where it is not fit for keys.
    public func changeMark() async throws(StoreFailure) -> KeyringChangeMark { try await files.changeMark() }

    /// What an operator should know although the keys can be used: files that are not sealed though a passphrase is
    /// set, one line each.
    ///
    /// - Throws: What `keys()` throws.
    public func warnings() async throws(StoreFailure) -> [String] { try await files.warnings() }
}

extension KeyringDirectory: Ports.KeyStore {
    /// All keys, ended ones too, in no order.
    ///
    /// - Throws: `.notInitialized` where there is no folder, and `.corrupt`, with the file's name and the reason in its
    ///   cause, where any file is not as it has to be.
    public func keys() async throws(StoreFailure) -> [SigningKey] { try await files.keys() }

    /// Adds a key as a file, under the folder's lock, if `others` are the keys that there are, or it is `nil`.
    ///
    /// Throws `.duplicate` if its ID is taken and `.changed` where there are others, and changes nothing then; `.key`
    /// where the private half is not that of the public one, or can't be encoded.
    public func add(_ key: SigningKey, beside others: Set<KeyID>?) async throws(KeyStoreError) {
        try await files.add(key, beside: others)
    }

    /// Notes in a key's file that it was ended at `time`; one that was ended before keeps the earlier moment.
    public func end(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) { try await files.end(id, at: time) }
}
