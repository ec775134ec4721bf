import SteelcutDomain
import SteelcutFiles

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension KeyringFolder {
    /// Keeps other programs of ours from writing until this folder is closed, or the process ends, however it does.
    ///
    /// - Throws: `.unavailable` where another one has not finished within two seconds.
    borrowing func lock() throws(StoreFailure) {
        let deadline = ContinuousClock.now + .seconds(2)
        while true {
            do throws(SystemFailure) {
                try retrying { flock(descriptor.number, LOCK_EX | LOCK_NB) }
                return
            } catch {
                guard error.code == EWOULDBLOCK else { throw Self.failure(error, at: path) }
                guard ContinuousClock.now < deadline else {
                    throw StoreFailure(.unavailable, cause: "\(path): another program keeps it locked")
                }
                usleep(10_000)
            }
        }
    }

    /// Removes what a program that crashed while it wrote has left; to be called under the lock.
    borrowing func removeLeftovers() {
        for name in (try? names()) ?? [] where name.hasPrefix(Self.temporaryPrefix) {
            _ = unsafe unlinkat(descriptor.number, name, 0)
        }
    }

    /// Writes a new file; `false`, and nothing written, where the name is taken.
    borrowing func create(_ name: String, _ bytes: [UInt8]) throws(StoreFailure) -> Bool {
        try write(name, bytes) { temporary throws(SystemFailure) in
            // link(2) never replaces a file, as rename(2) would.
            do throws(SystemFailure) {
                try retrying { unsafe linkat(descriptor.number, temporary, descriptor.number, name, 0) }
            } catch  where error.code == EEXIST { return false }
            return true
        }
    }

    /// Writes a file anew: whoever reads it finds the old bytes or the new ones.
    borrowing func replace(_ name: String, _ bytes: [UInt8]) throws(StoreFailure) {
        _ = try write(name, bytes) { temporary throws(SystemFailure) in
            try retrying { unsafe renameat(descriptor.number, temporary, descriptor.number, name) }
            return true
        }
    }

    /// Writes the bytes under another name, brings them to the disk, and lets `place` give them theirs.
    private borrowing func write(
        _ name: String, _ bytes: [UInt8], _ place: (String) throws(SystemFailure) -> Bool
    ) throws(StoreFailure) -> Bool {
        let temporary = "\(Self.temporaryPrefix)\(getpid())-\(UInt64.random(in: 0 ... .max))"
        // After a rename there is nothing left to remove.
        defer { _ = unsafe unlinkat(descriptor.number, temporary, 0) }
        let isPlaced = try about(name) { () throws(SystemFailure) in
            let file = try Descriptor(
                opening: temporary, within: descriptor.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
            try retrying { fchmod(file.number, 0o600) }
            try file.store(bytes)
            return try place(temporary)
        }
        do throws(SystemFailure) { try descriptor.synchronize() } catch {
            throw StoreFailure(.unknownOutcome, cause: "\(path)/\(name): \(error.reason)")
        }
        return isPlaced
    }
}
