import Foundation
import Testing

/// A connection over which exactly the bytes go that a test gives.
final class Wire {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a port of the loopback.
    init(port: Int, onLoopback host: UInt8 = 1) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0000 | in_addr_t(host)).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            let code = errno
            close(descriptor)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ECONNREFUSED)
        }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// Sends bytes.
    func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        try await until("the sending") {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count > 0 { rest = rest.dropFirst(count) }
            if count < 0, errno != EAGAIN { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            return rest.isEmpty
        }
    }

    /// Sends text.
    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// The next response.
    func answer(hasBody: Bool = true, within limit: Duration = .seconds(30)) async throws -> Answer {
        try await firstValue("a response", within: limit) {
            let isOpen = try receive()
            if let answer = try Answer(taking: &received, hasBody: hasBody) { return answer }
            guard isOpen else { throw Closed(after: String(decoding: received, as: UTF8.self)) }
            return nil
        }
    }

    /// Waits until the other side has closed, and returns what came before that and was not taken.
    func untilClosed(within limit: Duration = .seconds(30)) async throws -> [UInt8] {
        try await until("the end of the connection", within: limit) { try !receive() }
        return received
    }

    /// Whether the other side has closed by now.
    func isClosed() throws -> Bool { try !receive() }

    struct Closed: Error {
        let after: String
    }

    /// Takes what has arrived; `false` once the other side has closed.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { received += buffer[..<count] }
            if count == 0 { return false }
            if count < 0 {
                if errno == EAGAIN { return true }
                if errno == ECONNRESET { return false }
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        }
    }
}

/// A request to be written out.
struct Call: Sendable {
    var method = "GET"
    var path: String
    var fields: [String] = []
    var body: [UInt8]?

    /// The bytes of the request, after which the connection is to be closed.
    var bytes: [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close"] + fields
        if let body { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }

    /// A form to the token endpoint.
    static func token(_ form: String, _ fields: String..., path: String = "/token") -> Call {
        Call(
            method: "POST", path: path, fields: ["Content-Type: application/x-www-form-urlencoded"] + fields,
            body: Array(form.utf8))
    }

    /// A request over a connection of its own.
    func answer(from port: Int) async throws -> Answer {
        let wire = try Wire(port: port)
        try await wire.send(bytes)
        return try await wire.answer(hasBody: method != "HEAD")
    }
}

extension TestClient {
    /// The value of `Authorization` by which the client shows who it is.
    var basic: String { Self.basic(id, secret) }

    /// The members of a form by which the client shows who it is.
    var form: String { "client_id=\(id)&client_secret=\(secret)" }

    /// `Authorization: Basic` of texts that need no form-encoding.
    static func basic(_ id: String, _ secret: String) -> String {
        "Authorization: Basic " + Data("\(id):\(secret)".utf8).base64EncodedString()
    }
}
