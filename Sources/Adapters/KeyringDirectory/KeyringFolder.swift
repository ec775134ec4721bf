import SteelcutDomain
import SteelcutFiles

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The open folder of a keyring, checked: what is done to files goes by it, wherever its path leads meanwhile.
struct KeyringFolder: ~Copyable {
    /// How the names of key files end.
    static let suffix = ".pem"
    /// How the names of files that are being written begin.
    static let temporaryPrefix = ".tmp-"
    /// The largest file that is read: an RSA key of 8192 bits has 7 KiB.
    static let largestFile = 65_536

    let path: String
    let descriptor: Descriptor

    /// Opens the folder at `path`, if it is fit for keys.
    init(path: String) throws(StoreFailure) {
        let path = Self.withoutTrailingSlashes(path)
        let descriptor = try Self.open(path)
        try Self.check(descriptor, at: path, kind: S_IFDIR)
        self.path = path
        self.descriptor = descriptor
    }

    private static func open(_ path: String) throws(StoreFailure) -> Descriptor {
        do throws(SystemFailure) {
            return try Descriptor(opening: path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        } catch {
            throw switch error.code {
            case ENOENT: StoreFailure(.notInitialized, cause: "\(path): no such folder")
            case ENOTDIR, ELOOP: StoreFailure(.corrupt, cause: "\(path): not a folder, or a symbolic link")
            default: failure(error, at: path)
            }
        }
    }

    /// Makes the folder, or checks the one that is there.
    static func create(at path: String) throws(StoreFailure) {
        let path = withoutTrailingSlashes(path)
        do throws(SystemFailure) {
            try retrying { unsafe mkdir(path, 0o700) }
            // The umask can only have taken bits away, from the owner's own too.
            try retrying { unsafe chmod(path, 0o700) }
            let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
            try Descriptor(opening: parent, O_RDONLY | O_DIRECTORY).synchronize()
        } catch {
            switch error.code {
            case EEXIST: _ = try KeyringFolder(path: path)
            case ENOENT: throw StoreFailure(.failed, cause: "\(path): the folder that it is to be in does not exist")
            default: throw failure(error, at: path)
            }
        }
    }

    /// The bytes of a file; it has to be ours, and nobody else's to read.
    func read(_ name: String) throws(StoreFailure) -> [UInt8] {
        let bytes = try about(name) { () throws(SystemFailure) in
            // O_NONBLOCK: to open a named pipe would wait for somebody to write to it.
            try Descriptor(opening: name, within: descriptor.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        }
        try Self.check(bytes, at: "\(path)/\(name)", kind: S_IFREG)
        let text = try about(name) { () throws(SystemFailure) in try bytes.contents(upTo: Self.largestFile + 1) }
        guard text.count <= Self.largestFile else { throw failure(name, "larger than 64 KiB") }
        return text
    }

    /// Refuses what is of another kind, somebody else's, or open to somebody else; asked of the open file, since a path
    /// may lead elsewhere a moment later.
    private static func check(
        _ descriptor: borrowing Descriptor, at path: String, kind: mode_t
    ) throws(StoreFailure) {
        let status: stat
        do throws(SystemFailure) { status = try descriptor.status() } catch { throw failure(error, at: path) }
        let mode = status.st_mode
        let octal = String(mode & 0o7777, radix: 8)
        let reason: String? =
            if mode & S_IFMT != kind {
                "not a regular file"
            } else if status.st_uid != geteuid() {
                "belongs to user \(status.st_uid), not to \(geteuid()), who runs this; run it as that user, or chown it"
            } else if mode & 0o077 != 0 {
                "open to others (mode \(octal)); run: chmod \(kind == S_IFDIR ? "700" : "600")"
            } else {
                nil
            }
        if let reason { throw StoreFailure(.corrupt, cause: "\(path): \(reason)") }
    }

    /// With a slash behind it, a symbolic link would be followed.
    private static func withoutTrailingSlashes(_ path: String) -> String {
        var path = Substring(path)
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}

extension KeyringFolder {
    /// A failure that names the file.
    func failure(_ name: String, _ reason: String) -> StoreFailure {
        StoreFailure(.corrupt, cause: "\(path)/\(name): \(reason)")
    }

    /// Does what the system may refuse, and says of which file where it does.
    func about<Value: ~Copyable>(
        _ name: String, _ body: () throws(SystemFailure) -> Value
    ) throws(StoreFailure) -> Value {
        do throws(SystemFailure) { return try body() } catch { throw Self.failure(error, at: "\(path)/\(name)") }
    }

    static func failure(_ failure: SystemFailure, at path: String) -> StoreFailure {
        switch failure.code {
        case EACCES, EPERM, EROFS:
            StoreFailure(.notPermitted, cause: "\(path): \(failure.reason); run this as the user whose folder it is")
        case ELOOP: StoreFailure(.corrupt, cause: "\(path): a symbolic link")
        // A file that went away between listing and opening, no file left to open, no space: may be better soon.
        case ENOENT, EMFILE, ENFILE, ENOMEM, ENOSPC, EDQUOT:
            StoreFailure(.unavailable, cause: "\(path): \(failure.reason)")
        default: StoreFailure(.failed, cause: "\(path): \(failure.reason)")
        }
    }
}
