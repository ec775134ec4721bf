#if SQLite
import SteelcutDomain

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The file below a database, before SQLite sees it.
enum DatabaseFile {
    /// Makes sure that there is a file, or throws `.notInitialized`.
    ///
    /// SQLite itself would make it with what the umask leaves of 0644.
    static func prepare(at path: String, createIfMissing: Bool) throws(StoreFailure) {
        guard !path.utf8.contains(0) else { throw StoreFailure(.failed, cause: "the path holds a NUL") }
        guard createIfMissing else {
            if unsafe access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR {
                throw StoreFailure(.notInitialized, cause: "\(path): no such file")
            }
            return
        }
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return }
            let code: StoreFailure.Code = errno == EACCES || errno == EROFS ? .notPermitted : .failed
            throw StoreFailure(code, cause: "\(path): can't be made: \(unsafe String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        // The umask can only have taken bits away, from the owner's own too.
        guard fchmod(descriptor, 0o600) == 0 else { throw StoreFailure(.failed, cause: "\(path): chmod failed") }
    }

    /// Gives another program 20 ms to be done.
    static func pause() { usleep(20_000) }
}
#endif
