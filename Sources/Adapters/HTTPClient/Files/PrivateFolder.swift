import SteelcutFiles

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
        do throws(SystemFailure) {
            let folder = try Descriptor(opening: path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
            let status = try folder.status()
            guard status.st_uid == geteuid() else { return nil }
            if status.st_mode & 0o077 != 0 { try retrying { fchmod(folder.number, 0o700) } }
            self.folder = folder
        } catch { return nil }
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
        do throws(SystemFailure) {
            // Never waits for the other end of a pipe: O_NONBLOCK, which regular files don't heed.
            let file = try Descriptor(opening: name, within: folder.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0,
                status.st_nlink == 1
            else { return nil }
            return try file.wholeContents(upTo: limit)
        } catch { return nil }
    }

    /// Puts a file of mode 0600 in the place of whatever has the name; a reader sees the old or the new one.
    @discardableResult
    func replace(_ name: String, with bytes: [UInt8]) -> Bool {
        let draft = ".\(name).\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        do throws(SystemFailure) {
            let file = try Descriptor(
                opening: draft, within: folder.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
            try retrying { fchmod(file.number, 0o600) }
            try file.store(bytes)
            try retrying { unsafe renameat(folder.number, draft, folder.number, name) }
            return true
        } catch {
            remove(draft)
            return false
        }
    }

    /// Removes a file, where it is there.
    func remove(_ name: String) { _ = unsafe unlinkat(folder.number, name, 0) }
}
