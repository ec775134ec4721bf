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
    /// The names of the key files, in order; what is still being written, and everything else, is left out.
    borrowing func keyFiles() throws(StoreFailure) -> [String] {
        try names().filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }.sorted()
    }

    /// Every name in the folder.
    borrowing func names() throws(StoreFailure) -> [String] {
        try about(".") { () throws(SystemFailure) in
            // A description of its own: the position of a shared one would be shared too.
            let number = try retrying { unsafe openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
            guard let stream = unsafe fdopendir(number) else {
                let failure = SystemFailure.last
                close(number)
                throw failure
            }
            defer { unsafe closedir(stream) }
            var names: [String] = []
            while true {
                errno = 0
                guard let entry = unsafe readdir(stream) else { break }
                names.append(
                    unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                        unsafe name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                            unsafe String(cString: $0)
                        }
                    })
            }
            guard errno == 0 else { throw .last }
            return names
        }
    }

    /// What the key files look like from outside.
    borrowing func changeMark() throws(StoreFailure) -> KeyringChangeMark {
        var files: [KeyringChangeMark.File] = []
        for name in try keyFiles() {
            let status = try about(name) { () throws(SystemFailure) in
                var status = stat()
                try retrying { unsafe fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) }
                return status
            }
            files.append(
                KeyringChangeMark.File(
                    name: name, inode: UInt64(status.st_ino), size: Int64(status.st_size),
                    modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim)))
        }
        return KeyringChangeMark(files: files)
    }
}

/// A time of a file's as one number; it wraps in the year 2262, and is only compared.
private func nanoseconds(_ time: timespec) -> Int64 { Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec) }

#if canImport(Darwin)
extension stat {
    fileprivate var st_mtim: timespec { st_mtimespec }
    fileprivate var st_ctim: timespec { st_ctimespec }
}
#endif
