import Foundation
import SteelcutConfiguration
import SteelcutServerProcess

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Doctor {
    /// Whose data folder, database and passphrase file are, and who else can get at them.
    ///
    /// The keyring looks after its own folder and files: it refuses what others can get at.
    func files() -> [Finding] {
        dataFolder() + databaseFile() + passphraseFile()
    }

    private func dataFolder() -> [Finding] {
        let store = settings.store
        guard store.livesInDataDirectory, let facts = FileFacts(followingLinks: store.dataDirectory) else { return [] }
        let name = "data.dir: \(store.dataDirectory)"
        guard facts.isFolder else {
            return [.failed(.files, "\(name) is not a folder", do: "move it away, or name another folder")]
        }
        if facts.mode & 0o022 != 0 {
            return [
                .failed(
                    .files, "\(name) can be written by others (mode \(facts.octal)); no server starts on it",
                    do: "chmod 700 \(store.dataDirectory), and look whether anything in it is not yours")
            ]
        }
        if facts.mode & 0o077 != 0 {
            return [
                .warning(
                    .files, "\(name) can be looked into by others (mode \(facts.octal))",
                    do: "chmod 700 \(store.dataDirectory)")
            ]
        }
        return facts.isOurs ? [.ok(.files, "\(name) is this user's alone")] : [facts.foreign(name)]
    }

    private func databaseFile() -> [Finding] {
        guard case .sqlite(let path) = settings.store.location else { return [] }
        var findings: [Finding] = []
        for file in [path, path + "-wal", path + "-shm"] {
            guard let facts = FileFacts(followingLinks: file) else { continue }
            if facts.mode & 0o077 != 0 {
                findings.append(
                    .warning(
                        .files,
                        "\(file) can be read or written by others (mode \(facts.octal)), hashes of secrets in it",
                        do: "chmod 600 \(file)"))
            } else if !facts.isOurs {
                findings.append(facts.foreign(file))
            } else if !FileManager.default.isWritableFile(atPath: file) {
                findings.append(.failed(.files, "\(file) can't be written", do: "chmod 600 \(file)"))
            }
        }
        if findings.isEmpty, FileFacts(followingLinks: path) != nil {
            findings.append(.ok(.files, "\(path) is this user's alone"))
        }
        return findings
    }

    private func passphraseFile() -> [Finding] {
        guard let path = settings.store.keyringPassphraseFile else { return [] }
        do throws(StartFailure) {
            _ = try PassphraseFile.read(path)
            return [.ok(.files, "keyring.passphrase-file: \(path) can be read, and by nobody else")]
        } catch {
            return [
                .failed(
                    .files, error.description,
                    do:
                        "give a file of mode 0600 that this user owns, whose first line is the passphrase that the keys "
                        + "were sealed with")
            ]
        }
    }
}

/// What a file looks like from outside.
struct FileFacts {
    let mode: Int
    let owner: Int
    let isFolder: Bool

    /// `nil` where there is none, or none that can be seen.
    init?(followingLinks path: String) {
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue,
            let owner = (attributes[.ownerAccountID] as? NSNumber)?.intValue
        else { return nil }
        self.mode = mode
        self.owner = owner
        isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    }

    /// The mode as chmod(1) takes it.
    var octal: String { String(mode, radix: 8) }

    /// Whether it belongs to who runs this.
    var isOurs: Bool { owner == Int(geteuid()) }

    /// What is said of somebody else's.
    func foreign(_ name: String) -> Finding {
        .warning(
            .files, "\(name) belongs to user \(owner), and this runs as user \(geteuid())",
            do: "run servers and commands as the one user whose files these are (sudo -u USER), or chown them")
    }
}
