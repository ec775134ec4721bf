import Logging
import NIOCore

/// One line a request: what was asked, what was answered; never header fields, query or body.
struct AccessLog: Sendable {
    let logger: Logger

    /// Notes an answer and, where there is one, its cause.
    func note(_ asked: Asked, status: Int, cause: String?) {
        let level = Self.level(of: status)
        guard level >= logger.logLevel else { return }
        var metadata: Logger.Metadata = [
            "request-id": .string(asked.id), "status": .stringConvertible(status),
            "duration-us": .stringConvertible((NIODeadline.now() - asked.began).nanoseconds / 1000),
        ]
        if let method = asked.method { metadata["method"] = .string(method) }
        if let target = asked.target { metadata["path"] = .string(Self.path(of: target)) }
        if let cause { metadata["cause"] = .string(cause) }
        logger.log(level: level, "request answered", metadata: metadata)
    }

    /// Notes that a connection broke, or never came to speak TLS: everyday life, for who looks for it.
    func noteFailure(_ error: any Error) {
        logger.debug("connection failed", metadata: ["error": "\(error)"])
    }

    /// Overload is a warning, any other failure of ours an error.
    private static func level(of status: Int) -> Logger.Level {
        switch status {
        case 503: .warning
        case 500...: .error
        default: .info
        }
    }

    /// The target without its query, at most 256 bytes of it, and nothing in it that a log could stumble over.
    static func path(of target: String) -> String {
        var path = ""
        for (count, byte) in target.utf8.enumerated() {
            if byte == UInt8(ascii: "?") { break }
            if count == 256 { return path + "…" }
            if (0x21...0x7e).contains(byte) {
                path.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                path += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return path
    }
}
