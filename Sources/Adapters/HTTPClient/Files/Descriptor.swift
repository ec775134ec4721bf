#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// An open file or folder, closed with its owner.
struct Descriptor: ~Copyable {
    /// What fstat(2) says.
    struct Status {
        let isFile: Bool
        let isFolder: Bool
        let owner: uid_t
        let permissions: mode_t
        let links: Int
    }

    private let number: Int32

    /// Opens a path; `nil` where it can't be.
    ///
    /// Never waits for the other end of a pipe: O_NONBLOCK, which regular files don't heed.
    init?(opening path: String, _ flags: Int32) {
        let number = unsafe open(path, flags | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0 else { return nil }
        self.number = number
    }

    /// Opens a name within this folder, made with mode 0600 where `flags` make it; `nil` where it can't be.
    func opening(_ name: String, _ flags: Int32) -> Descriptor? {
        Descriptor(taking: unsafe openat(number, name, flags | O_CLOEXEC | O_NONBLOCK, 0o600))
    }

    private init?(taking number: Int32) {
        guard number >= 0 else { return nil }
        self.number = number
    }

    deinit { _ = close(number) }

    /// What kind of file it is, and whose.
    var status: Status? {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { return nil }
        let kind = status.st_mode & S_IFMT
        return Status(
            isFile: kind == S_IFREG, isFolder: kind == S_IFDIR, owner: status.st_uid,
            permissions: status.st_mode & 0o7777, links: Int(clamping: status.st_nlink))
    }

    /// Sets the permissions, whatever the umask.
    func setPermissions(_ mode: mode_t) -> Bool { fchmod(number, mode) == 0 }

    /// The whole content; `nil` where there is more than `limit` bytes, or it can't be read.
    func contents(upTo limit: Int) -> [UInt8]? {
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while contents.count <= limit {
            let count = unsafe read(number, &buffer, buffer.count)
            if count == 0 { return contents }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            contents += buffer[..<count]
        }
        return nil
    }

    /// Writes all of it, or says that it could not.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = Array(rest)
            #if canImport(Darwin)
            let count = unsafe Darwin.write(number, chunk, chunk.count)
            #else
            let count = unsafe Glibc.write(number, chunk, chunk.count)
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Gives a file of this folder another name, in place of what has it.
    func rename(_ name: String, to newName: String) -> Bool {
        unsafe renameat(number, name, number, newName) == 0
    }

    /// Removes a file of this folder.
    func remove(_ name: String) { _ = unsafe unlinkat(number, name, 0) }
}
