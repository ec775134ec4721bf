import Logging
import SteelcutConfiguration
import SteelcutDomain
import SteelcutServerProcess

extension Doctor {
    /// After how many days of signing a key should be followed by another.
    private static let longestUse = 365

    /// Whether the keyring can be read, and the keys in it; `nil` where they can't be had.
    ///
    /// A passphrase that can't be read was told of with the files, and a store that can't be asked before that.
    func keyring() async -> (findings: [Finding], keys: KeySchedule?) {
        switch settings.store.keyring {
        case .directory(let path):
            let passphraseFile = settings.store.keyringPassphraseFile
            guard let keyring = try? Keyring(directory: path, passphraseFile: passphraseFile) else { return ([], nil) }
            return await look(at: keyring)
        case .database:
            do { return try await storedKeyring() } catch { return ([], nil) }
        }
    }

    private func storedKeyring() async throws -> (findings: [Finding], keys: KeySchedule?) {
        let (storage, keyring) = try openStoredKeyring()
        return try await storage.withConnections {
            try await storage.connect(settings.store.timeout)
            return await look(at: keyring)
        }
    }

    /// Not inlined: the optimiser of Swift 6.3 crashes where this stands in an `async` function.
    @inline(never)
    private func openStoredKeyring() throws -> (ClientStorage, Keyring) {
        var logger = Logger(label: "steelcut")
        logger.logLevel = .critical
        let storage = try ClientStorage(settings.store, createIfMissing: false, logger: logger)
        return (storage, try Keyring(settings.store, storage: storage))
    }

    private func look(at keyring: Keyring) async -> (findings: [Finding], keys: KeySchedule?) {
        do throws(StoreFailure) {
            let keys = try await keyring.keys.keys().map(\.record)
            let plain = try await keyring.warnings()
            let findings = plain.map { warning in
                Finding.warning(
                    .keyring, warning,
                    do: "steelcut keys rotate makes one that is; the plain one goes when it has ended")
            }
            let kind =
                keyring.isSealed ? "sealed" : "plain files that only this user reads; a passphrase would seal them"
            let words = "\(keyring.description): \(Self.counted(keys.count)), \(kind)"
            return (findings.isEmpty ? [.ok(.keyring, words)] : findings, KeySchedule(keys))
        } catch { return ([failure(error, of: keyring)], nil) }
    }

    /// So many keys in words.
    static func counted(_ count: Int) -> String { count == 1 ? "1 key" : "\(count) keys" }

    private func failure(_ failure: StoreFailure, of keyring: Keyring) -> Finding {
        guard failure.code != .notInitialized else {
            return .failed(
                .keyring, "\(keyring.description): there is no keyring yet (\(failure.cause))",
                do: "steelcut init, or give the right data.dir or keyring")
        }
        let isFolder = if case .directory = settings.store.keyring { true } else { false }
        let advice =
            switch failure.code {
            case .notPermitted where isFolder: "run this as the user whose folder it is, or chown it"
            case .notPermitted: "connect as a role that may read signing_keys and keyring_seal (steelcut db sql)"
            case .unavailable where isFolder: "look at the folder, the disk and the limit of open files, and try again"
            case .unavailable: "look at the database, and try again"
            default:
                "do what is said there; what is damaged comes back from a backup, a lost passphrase does not: then a new "
                    + (isFolder ? "folder" : "keyring") + " and steelcut keys generate (Docs/Operations.md)"
            }
        return .failed(.keyring, "\(keyring.description): a key can't be used (\(failure.cause))", do: advice)
    }

    /// Which key signs and since when, which will, and which leaves the key set soon.
    func states(of keys: KeySchedule) -> [Finding] {
        let now = clock.now()
        guard let active = keys.active(at: now) else {
            let waiting = keys.records.filter { keys.state(of: $0, at: now) == .pending }
            let soon = waiting.first.map { "; \($0.keyID) begins to at \($0.signsFrom)" } ?? ""
            return clockBeside(keys) + [
                .failed(.keys, "no key signs\(soon)", do: "steelcut keys generate; the first key signs at once")
            ]
        }
        return clockBeside(keys) + [use(of: active, in: keys, now)] + followers(of: active, in: keys, now)
            + leaving(keys, now)
    }

    private func use(of key: SigningKeyRecord, in keys: KeySchedule, _ now: Timestamp) -> Finding {
        let days = max(0, (now.seconds - key.signsFrom.seconds) / 86_400)
        let words =
            "\(key.keyID) (\(key.publicKey.algorithm.rawValue)) signs since \(key.signsFrom), \(days) days"
        guard days >= Self.longestUse, keys.stopsSigning(key) == nil else { return .ok(.keys, words) }
        return .warning(
            .keys, words + ": a key that got out would not have been noticed for as long",
            do: "steelcut keys rotate")
    }

    private func followers(of active: SigningKeyRecord, in keys: KeySchedule, _ now: Timestamp) -> [Finding] {
        keys.records.filter { keys.state(of: $0, at: now) == .pending }.map { key in
            .ok(.keys, "\(key.keyID) (\(key.publicKey.algorithm.rawValue)) takes over at \(key.signsFrom)")
        }
    }

    /// Retired keys that are still published: resource servers take their tokens until then.
    private func leaving(_ keys: KeySchedule, _ now: Timestamp) -> [Finding] {
        keys.published(at: now).filter { keys.state(of: $0, at: now) == .retired }.compactMap { key in
            keys.verifiesUntil(key).map { .ok(.keys, "\(key.keyID) signs no more, and verifies until \($0)") }
        }
    }
}
