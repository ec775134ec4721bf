import SteelcutFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A local address that somebody takes datagrams at (unix(7)).
struct NotificationSocket: Sendable {
    private let address: sockaddr_un
    private let length: socklen_t

    /// Takes the address as sd_notify(3) writes it: a path, or `@` and a name in the abstract namespace; `nil` for another
    /// one, and for one that does not fit.
    init?(_ name: String) {
        var bytes = Array(name.utf8)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        guard bytes.count > 1, isAbstract || bytes.first == UInt8(ascii: "/") else { return nil }
        if isAbstract { bytes[0] = 0 } else { bytes.append(0) }

        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count <= room else { return nil }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        self.address = address
        // The end of an abstract name is the end of the address.
        length = socklen_t(MemoryLayout<sockaddr_un>.size - room + bytes.count)
    }

    /// Sends one datagram, and waits a second at most for room.
    ///
    /// - Throws: Why it could not be sent.
    func send(_ message: [UInt8]) throws(SystemFailure) {
        let descriptor = try retrying { socket(AF_UNIX, Self.datagram, 0) }
        defer { close(descriptor) }
        var wait = timeval(tv_sec: 1, tv_usec: 0)
        try retrying {
            unsafe setsockopt(
                descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        }
        try retrying {
            unsafe message.withUnsafeBytes { bytes in
                unsafe withUnsafePointer(to: address) { pointer in
                    unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                        unsafe Int32(
                            clamping: sendto(
                                descriptor, bytes.baseAddress, bytes.count, Self.noSignal, address, length))
                    }
                }
            }
        }
    }

    #if canImport(Glibc)
    private static let datagram = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #elseif canImport(Musl)
    private static let datagram = SOCK_DGRAM | SOCK_CLOEXEC
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #else
    private static let datagram = SOCK_DGRAM
    private static let noSignal: Int32 = 0
    #endif
}
