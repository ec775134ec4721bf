#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A folder that only its owner reads, with small files that are replaced as a whole.
///
/// Everything goes through the folder's own descriptor, so that nobody can put another folder in its place meanwhile.
struct PrivateFolder: ~Copyable {
    private let folder: Descriptor

    /// Opens the folder, making it and its parents with mode 0700 where they are missing.
    ///
    /// `nil` where it can't be had, is a symbolic link, or belongs to somebody else. A folder of ours that others may
    /// enter is closed to them.
    init?(_ path: String) {
        Self.makeFolders(path)
        guard let folder = Descriptor(opening: path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), let status = folder.status,
            status.isFolder, status.owner == geteuid()
        else { return nil }
        guard status.permissions & 0o077 == 0 || folder.setPermissions(0o700) else { return nil }
        self.folder = folder
    }

    private static func makeFolders(_ path: String) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += part
            // Fails where it is there already; whether the last one will do is looked at once it is open.
            _ = unsafe mkdir(prefix, 0o700)
            prefix += "/"
        }
    }

    /// A file's content; `nil` where there is none, it is too large, or it is not plainly ours: a symbolic link, a
    /// second name for another file, of another owner, or one that others may read.
    func read(_ name: String, upTo limit: Int) -> [UInt8]? {
        guard let file = folder.opening(name, O_RDONLY | O_NOFOLLOW), let status = file.status, status.isFile,
            status.owner == geteuid(), status.permissions & 0o077 == 0, status.links == 1
        else { return nil }
        return file.contents(upTo: limit)
    }

    /// Puts a file of mode 0600 in the place of whatever has the name; a reader sees the old or the new one.
    @discardableResult
    func replace(_ name: String, with bytes: [UInt8]) -> Bool {
        let draft = ".\(name).\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        guard let file = folder.opening(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) else { return false }
        guard file.setPermissions(0o600), file.write(bytes), folder.rename(draft, to: name) else {
            folder.remove(draft)
            return false
        }
        return true
    }

    /// Removes a file, where it is there.
    func remove(_ name: String) { folder.remove(name) }
}
