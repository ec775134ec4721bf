import SteelcutBlocking
import SteelcutDomain

/// Does the work of a keyring on a queue of its own.
actor KeyringFiles {
    private let executor = BlockingExecutor(label: "steelcut.keyring")
    private let path: String
    private let format: KeyFormat
    /// What was read before, by file name, with its bytes: opening a sealed key takes a fraction of a second.
    private var known: [String: (text: [UInt8], key: SigningKey)] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(path: String, format: KeyFormat) {
        self.path = path
        self.format = format
    }

    func create() throws(StoreFailure) { try KeyringFolder.create(at: path) }

    func changeMark() throws(StoreFailure) -> KeyringChangeMark { try KeyringFolder(path: path).changeMark() }

    func keys() throws(StoreFailure) -> [SigningKey] {
        let folder = try KeyringFolder(path: path)
        var read: [String: (text: [UInt8], key: SigningKey)] = [:]
        for name in try folder.keyFiles() {
            let text = try folder.read(name)
            read[name] = (text, try key(in: text, of: name, in: folder))
        }
        known = read
        return read.values.map(\.key)
    }

    func warnings() throws(StoreFailure) -> [String] {
        let folder = try KeyringFolder(path: path)
        var warnings: [String] = []
        for name in try folder.keyFiles() where try format.isPlainUnderPassphrase(folder.read(name)) {
            warnings.append("\(folder.path)/\(name): the key is not sealed, though a passphrase is set")
        }
        return warnings
    }

    func add(_ key: SigningKey, beside others: Set<KeyID>?) throws(KeyStoreError) {
        let id = key.record.keyID
        let text: [UInt8]
        let isChanged: Bool
        do throws(KeyDefect) { text = try format.text(of: key) } catch { throw .key(error) }
        do throws(StoreFailure) {
            let folder = try KeyringFolder(path: path)
            try folder.lock()
            folder.removeLeftovers()
            let name = Self.name(of: id)
            let names = Set(try folder.keyFiles())
            isChanged = !names.contains(name) && others.map { Set($0.map(Self.name)) != names } ?? false
            if !isChanged, try folder.create(name, text) { return }
        } catch { throw .failed(error) }
        throw isChanged ? .changed : .duplicate(id)
    }

    func end(_ id: KeyID, at time: Timestamp) throws(KeyStoreError) {
        let name = Self.name(of: id)
        do throws(StoreFailure) {
            let folder = try KeyringFolder(path: path)
            try folder.lock()
            folder.removeLeftovers()
            // Only a name that was listed is opened: an ID of somebody's could hold a slash.
            if try folder.keyFiles().contains(name) {
                let text = try folder.read(name)
                let key = try key(in: text, of: name, in: folder)
                if let ended = key.record.ended, ended <= time { return }
                try folder.replace(name, format.text(text, endedAt: time))
                return
            }
        } catch { throw .failed(error) }
        throw .unknownKey(id)
    }

    private func key(
        in text: [UInt8], of name: String, in folder: borrowing KeyringFolder
    ) throws(StoreFailure) -> SigningKey {
        if let known = known[name], known.text == text { return known.key }
        do throws(KeyFileDefect) {
            let key = try format.key(in: text)
            guard Self.name(of: key.record.keyID) == name else {
                throw KeyFileDefect("the file's name is not the kid of its key")
            }
            return key
        } catch { throw folder.failure(name, error.reason) }
    }

    private static func name(of id: KeyID) -> String { id.description + KeyringFolder.suffix }
}
