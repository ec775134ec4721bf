public import SteelcutConfiguration
public import SteelcutDomain
import SteelcutServerProcess

// Signing keys.
extension Administration {
    /// Adds a signing key.
    public func generateKey(_ algorithm: SignatureAlgorithm) async throws -> SigningKeyRecord {
        try await openStore()
        let key = try await generate(algorithm)
        await audit.recordKeyChange(.keyGenerated, key.auditDetail)
        return key
    }

    /// Adds a signing key that takes over from the active one.
    public func rotateKey(_ algorithm: SignatureAlgorithm) async throws -> KeyRotation {
        try await openStore()
        let rotation = try await RotateKey(generate: generate)(algorithm)
        // Where somebody else was first, it is their event.
        if rotation.isNew { await audit.recordKeyChange(.keyRotated, rotation.key.auditDetail) }
        return rotation
    }

    /// Makes a key that signs at once, and ends the others with all that they have signed: for keys that have leaked.
    public func rotateKeyInEmergency(_ algorithm: SignatureAlgorithm) async throws -> EmergencyRotation {
        // The revocations are in the store, wherever the keys are.
        try await openStore()
        let rotate = RotateInEmergency(generate: generate, revocations: storage.revocations)
        let rotation = try await audit.recording(
            .keysReplaced, [], { try await rotate(algorithm) },
            as: { done in
                let ended = done.ended.map { JSONValue.string($0.keyID.description) }
                return done.key.auditDetail + [JSONMember("ended", .array(ended))]
            })
        await audit.sealAfterKeyChange()
        return rotation
    }

    /// Ends a pending key.
    public func retireKey(_ id: KeyID) async throws -> SigningKeyRecord {
        try await openStore()
        let key = try await RetireKey(keys: keyring.keys, clock: clock)(id)
        await audit.recordKeyChange(.keyRetired, key.auditDetail)
        return key
    }

    /// All keys with their times.
    public func keySchedule() async throws -> KeySchedule {
        try await openKeyring()
        return KeySchedule(try await keyring.keys.keys().map(\.record))
    }

    /// Where a key stands now.
    public func state(of key: SigningKeyRecord) async throws -> SigningKeyState {
        try await keySchedule().state(of: key, at: now)
    }

    /// How long a new key is published before it signs, in seconds.
    public var publishBeforeUse: Int { settings.publishBeforeUse }

    /// Puts all private keys of a database keyring under a new passphrase, in one transaction.
    ///
    /// - Parameters:
    ///   - file: The file whose first line is the new passphrase.
    ///   - setting: What named the file, for messages.
    /// - Returns: How many keys there are.
    /// - Throws: `StartFailure` where the file can't be read or the keyring is a folder.
    public func resealKeys(newPassphraseFile file: String, setting: String) async throws -> Int {
        guard let reseal = keyring.reseal else {
            throw StartFailure(
                "keyring: each file of a folder has a seal of its own; only `database` can be sealed anew")
        }
        let passphrase = try PassphraseFile.read(file, setting: setting)
        try await openStore()
        let count = try await reseal(passphrase)
        await audit.record(.keyringResealed, [JSONMember("keys", .integer(count))])
        return count
    }

    /// Takes over the keys of a keyring folder, with their times: to move it into the database.
    ///
    /// What is there is left as it is, so that it can be done again.
    ///
    /// - Parameters:
    ///   - source: The folder.
    ///   - passphraseFile: The file whose first line opens its keys, where they are sealed.
    ///   - setting: What named that file, for messages.
    /// - Returns: The keys that came in.
    /// - Throws: `StartFailure` where the source is no folder.
    public func importKeys(
        from source: KeyringLocation, passphraseFile: String?, setting: String
    ) async throws -> [SigningKeyRecord] {
        guard case .directory(let path) = source, source != settings.keyring else {
            throw StartFailure("keys are imported from another keyring that is a folder: dir:PATH")
        }
        let other = try Keyring(directory: path, passphraseFile: passphraseFile, setting: setting)
        try await openStore()
        try await keyring.create()
        let taken = try await ImportKeys(keys: keyring.keys)(from: other.keys)
        if !taken.isEmpty { await audit.recordKeyChanges(taken.map { (.keyImported, $0.auditDetail) }) }
        return taken
    }

    /// Sees that the store can be asked, where the keys are in it.
    private func openKeyring() async throws {
        if keyring.isInStore { try await openStore() }
    }
}
