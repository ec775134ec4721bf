#if canImport(Darwin)
package import Darwin
#elseif canImport(Musl)
package import Musl
#else
package import Glibc
#endif

/// What the system said when a call failed.
package struct SystemFailure: Error {
    /// The number (errno(3)).
    package let code: Int32

    /// The failure of the last call.
    package static var last: SystemFailure { SystemFailure(code: errno) }

    /// The reason in words.
    package var reason: String { unsafe String(cString: strerror(code)) }
}

/// An open file or folder, closed with its owner.
///
/// What is asked of it is asked of the file that was opened, wherever its path leads meanwhile.
package struct Descriptor: ~Copyable {
    /// The number by which the system knows it.
    package let number: Int32

    /// Opens `name` within the folder `folder`, or `name` as a path.
    package init(
        opening name: String, within folder: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0
    ) throws(SystemFailure) {
        number = try retrying { unsafe openat(folder, name, flags | O_CLOEXEC, mode) }
    }

    deinit { close(number) }

    /// What fstat(2) says.
    package func status() throws(SystemFailure) -> stat {
        var status = stat()
        try retrying { unsafe fstat(number, &status) }
        return status
    }

    /// Up to `limit` bytes from the beginning.
    package func contents(upTo limit: Int) throws(SystemFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        while count < limit {
            let got = try Int(
                retrying {
                    unsafe bytes.withUnsafeMutableBytes { buffer in
                        unsafe Int32(clamping: read(number, buffer.baseAddress?.advanced(by: count), limit - count))
                    }
                })
            guard got > 0 else { break }
            count += got
        }
        return Array(bytes[..<count])
    }

    /// All that is in it; `nil` where that is more than `limit` bytes.
    package func wholeContents(upTo limit: Int) throws(SystemFailure) -> [UInt8]? {
        let bytes = try contents(upTo: limit + 1)
        return bytes.count <= limit ? bytes : nil
    }

    /// Writes all of the bytes; they are on the disk when this returns (fsync(2)).
    package func store(_ bytes: [UInt8]) throws(SystemFailure) {
        var count = 0
        while count < bytes.count {
            count += try Int(
                retrying {
                    unsafe bytes.withUnsafeBytes { buffer in
                        unsafe Int32(
                            clamping: write(number, buffer.baseAddress?.advanced(by: count), bytes.count - count))
                    }
                })
        }
        try synchronize()
    }

    /// Brings a file's bytes, or a folder's names, to the disk.
    package func synchronize() throws(SystemFailure) { _ = try retrying { fsync(number) } }
}

/// What `call` returns, made again where a signal came between; -1 is a failure.
@discardableResult
package func retrying(_ call: () -> Int32) throws(SystemFailure) -> Int32 {
    while true {
        let result = call()
        if result >= 0 { return result }
        guard errno == EINTR else { throw .last }
    }
}
