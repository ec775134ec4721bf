import HTTPTypes
import NIOCore
import NIOHTTP1

/// A request whose method the parser has never heard of: it gives up at the name, before anybody could answer 405.
///
/// So the first line is read here, and the endpoint is asked all the same: it knows what is at the path, and refuses
/// the method as any other. The connection ends after that, since the parser reads no further.
enum UnknownMethod {
    /// The longest name of a method that is looked at, in bytes.
    private static let longestName = 64

    /// The head of the request that the bytes begin with, without its fields.
    ///
    /// `nil` where they don't begin with a whole request line of HTTP/1.0 or 1.1 (RFC 9112 section 3), or the parser
    /// knows the method, and has given up for another reason.
    static func head(in bytes: ByteBuffer) -> HTTPRequestHead? {
        // RFC 9112 section 2.2: empty lines before a request are skipped.
        let rest = bytes.readableBytesView.drop { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex,
            rest[rest.index(before: end)] == UInt8(ascii: "\r")
        else { return nil }
        let words = rest[..<rest.index(before: end)].split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 3, ["HTTP/1.0", "HTTP/1.1"].contains(words[2]), words[0].utf8.count <= longestName,
            HTTPRequest.Method(rawValue: words[0]) != nil, case .RAW = HTTPMethod(rawValue: words[0])
        else { return nil }
        return HTTPRequestHead(
            version: .http1_1, method: .RAW(value: words[0]), uri: words[1], headers: ["Connection": "close"])
    }
}
