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
    static func prepare(at path: String, createIfMissing: Bool, toWrite: Bool = true) throws(StoreFailure) {
        guard !path.utf8.contains(0) else { throw StoreFailure(.failed, cause: "the path holds a NUL") }
        guard createIfMissing else { return try check(path, toWrite: toWrite) }
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return try check(path, toWrite: toWrite) }
            let code: StoreFailure.Code = errno == EACCES || errno == EROFS ? .notPermitted : .failed
            let hint = errno == ENOENT ? "; make its folder first" : ""
            throw StoreFailure(
                code, cause: "\(path): can't be made: \(unsafe String(cString: strerror(errno)))\(hint)")
        }
        defer { close(descriptor) }
        // The umask can only have taken bits away, from the owner's own too.
        guard fchmod(descriptor, 0o600) == 0 else { throw StoreFailure(.failed, cause: "\(path): chmod failed") }
    }

    /// Says why a file can't be opened: SQLite itself has the same words for all of it.
    private static func check(_ path: String, toWrite: Bool) throws(StoreFailure) {
        let modes = toWrite ? R_OK | W_OK : R_OK
        guard unsafe access(path, modes) != 0 else { return }
        let reason = unsafe String(cString: strerror(errno))
        switch errno {
        case ENOENT, ENOTDIR: throw StoreFailure(.notInitialized, cause: "\(path): no such file")
        case EACCES, EPERM, EROFS:
            throw StoreFailure(
                .notPermitted, cause: "\(path): \(reason); run this as the user who owns it, or chown it")
        default: throw StoreFailure(.failed, cause: "\(path): \(reason)")
        }
    }

    /// Gives another program 20 ms to be done.
    static func pause() { usleep(20_000) }
}
#endif
