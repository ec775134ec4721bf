import Foundation
import Synchronization
import Testing

/// What a service manager does: it takes datagrams at a socket, and names that in `NOTIFY_SOCKET`.
final class ManagerSocket: Sendable {
    /// The value of `NOTIFY_SOCKET`.
    let name: String
    private let descriptor: Int32
    private let received = Mutex<[String]>([])

    /// Listens under a name in the abstract namespace, or at a path.
    init(isAbstract: Bool) throws {
        // Not under TMPDIR: the path of a socket is short.
        name = (isAbstract ? "@" : "/tmp/") + "steelcut-manager-\(UInt64.random(in: 0 ... .max))"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        // The name ends where the address does; at a path the zero behind it counts.
        let length = MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1)
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(length)) == 0 }
        }
        guard isBound, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            let code = errno
            close(descriptor)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
        }
    }

    deinit {
        close(descriptor)
        if name.hasPrefix("/") { unlink(name) }
    }

    /// What a program finds in its environment.
    var environment: [String: String] { ["NOTIFY_SOCKET": name] }

    /// The messages that have come, in order.
    var messages: [String] {
        received.withLock { messages in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
                messages.append(String(decoding: buffer[..<count], as: UTF8.self))
            }
            return messages
        }
    }

    /// How many messages hold an assignment.
    func count(of assignment: String) -> Int {
        messages.count { $0.split(separator: "\n").contains(Substring(assignment)) }
    }

    /// Waits until an assignment has come that often.
    func hears(_ assignment: String, times: Int = 1) async throws {
        try await until("\(assignment) in \(name)") { count(of: assignment) >= times }
    }
}
