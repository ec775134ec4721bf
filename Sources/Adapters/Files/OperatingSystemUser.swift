#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Who runs this program, as the system knows it: an environment variable could name anybody.
package struct OperatingSystemUser: Sendable {
    /// The real user's number.
    package let id: UInt32
    /// Its name, where the number has one.
    package let name: String?

    /// The user of this process (getuid(2), getpwuid_r(3)).
    package static var current: OperatingSystemUser {
        let id = getuid()
        // The names of users are short; where an entry is longer than this, the number alone is told.
        var buffer = [CChar](repeating: 0, count: 16_384)
        let name: String? = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            guard let start = buffer.baseAddress,
                unsafe getpwuid_r(id, &entry, start, buffer.count, &found) == 0, unsafe found != nil,
                let name = unsafe entry.pw_name
            else { return nil }
            // It lies in the buffer.
            return unsafe String(cString: name)
        }
        return OperatingSystemUser(id: id, name: name)
    }
}
