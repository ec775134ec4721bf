import Testing

/// A response as it came over the wire.
struct Answer: Sendable {
    let status: Int
    /// The header fields, in order.
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    /// Takes one response from the front of `bytes`; `nil` where it is not whole yet.
    init?(taking bytes: inout [UInt8], hasBody: Bool = true) throws {
        let end = Array("\r\n\r\n".utf8)
        guard let headEnd = bytes.firstRange(of: end) else { return nil }
        let lines = String(decoding: bytes[..<headEnd.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let statusLine = try #require(lines.first?.split(separator: " ", maxSplits: 2))
        try #require(statusLine.count >= 2 && statusLine[0] == "HTTP/1.1")
        status = try #require(Int(statusLine[1]))
        fields = try lines.dropFirst().map { line in
            let colon = try #require(line.firstIndex(of: ":"))
            return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        let length =
            hasBody ? fields.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0 : 0
        guard bytes.count - headEnd.upperBound >= length else { return nil }
        body = Array(bytes[headEnd.upperBound..<(headEnd.upperBound + length)])
        bytes.removeFirst(headEnd.upperBound + length)
    }

    /// The value of a field that must not be repeated; `nil` where it is missing.
    subscript(name: String) -> String? {
        let values = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.count == 1 ? values[0] : values.isEmpty ? nil : "repeated: \(values)"
    }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    func json() throws -> JSON { try JSON(body) }

    /// The member `error` of a body.
    var error: String? { (try? json())?["error"]?.string }

    /// Everything but what differs from one request to the next by design.
    var withoutDateAndID: [String] {
        ["\(status)"]
            + fields.filter { !["date", "x-request-id"].contains($0.name.lowercased()) }.map { "\($0): \($1)" }
            + [text]
    }
}
