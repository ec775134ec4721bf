/// A response as it was on the wire.
public struct RawResponse: Sendable {
    /// The status code.
    public let status: Int
    /// The fields in their order.
    public let fields: [(name: String, value: String)]
    /// The body, by Content-Length.
    public let body: [UInt8]

    /// The body as text.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of the only field with this name; `nil` where there is none or more than one.
    public subscript(name: String) -> String? {
        let found = fields.filter { $0.name.lowercased() == name.lowercased() }
        return found.count == 1 ? found[0].value : nil
    }

    /// Status line and fields, once they have come whole; tells their length, and the body's.
    static func parseHead(_ bytes: ArraySlice<UInt8>) throws -> (RawResponse, head: Int, body: Int)? {
        guard let end = bytes.endOfHead else {
            if !"HTTP/1.1 ".utf8.starts(with: bytes.prefix(9)) { throw RawClient.Failure.notHTTP(Array(bytes)) }
            return nil
        }
        var lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let start = lines.removeFirst().split(separator: " ")
        guard start.count >= 2, start[0] == "HTTP/1.1", let status = Int(start[1]) else {
            throw RawClient.Failure.notHTTP(Array(bytes))
        }
        let fields = lines.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), String(parts.last?.drop { $0 == " " } ?? ""))
        }
        let length = fields.first { $0.0.lowercased() == "content-length" }.flatMap { Int($0.1) } ?? 0
        return (RawResponse(status: status, fields: fields, body: []), end - bytes.startIndex, length)
    }

    /// The same response with its body.
    func with(_ body: ArraySlice<UInt8>) -> RawResponse {
        RawResponse(status: status, fields: fields, body: Array(body))
    }
}

extension ArraySlice<UInt8> {
    /// Where the empty line ends.
    fileprivate var endOfHead: Int? {
        indices.dropFirst(3).first { index in
            self[index] == 10 && self[index - 1] == 13 && self[index - 2] == 10 && self[index - 3] == 13
        }.map { $0 + 1 }
    }
}
