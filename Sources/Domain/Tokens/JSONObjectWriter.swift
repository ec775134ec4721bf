/// Takes the members of an object, one after the other.
///
/// Two take them: `JSONObjectWriter` writes them, and an array of `JSONMember` keeps them for who goes on with them.
package protocol JSONMembers {
    /// A member that is a string.
    mutating func add(_ name: String, _ text: String)
    /// A member that is an integer.
    mutating func add(_ name: String, _ number: Int)
    /// A member that is a string where there is one, an array where there are several: `aud` (RFC 7519 section 4.1.3),
    /// and `resource` in the answers of server and command line.
    mutating func add(_ name: String, oneOrSeveral texts: [String])
}

/// Writes an object straight into bytes (RFC 8259): what is written at every request needs no tree of values first.
package struct JSONObjectWriter: JSONMembers {
    private var bytes: [UInt8] = []

    /// Begins an object.
    ///
    /// - Parameter capacity: How many bytes it may come to; more only cost time.
    package init(capacity: Int = 512) {
        bytes.reserveCapacity(capacity)
        bytes.append(UInt8(ascii: "{"))
    }

    package mutating func add(_ name: String, _ text: String) {
        begin(name)
        JSONWriter.append(text, to: &bytes)
    }

    package mutating func add(_ name: String, _ number: Int) {
        begin(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func add(_ name: String, oneOrSeveral texts: [String]) {
        begin(name)
        if texts.count == 1, let only = texts.first { return JSONWriter.append(only, to: &bytes) }
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriter.append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A member that is a string of characters that need no escape, such as base64url.
    package mutating func add(_ name: String, plain text: [UInt8]) {
        begin(name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The bytes of the whole object.
    package mutating func finish() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// Names are ours, and need no escape.
    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}

extension [JSONMember]: JSONMembers {
    package mutating func add(_ name: String, _ text: String) { append(JSONMember(name, .string(text))) }

    package mutating func add(_ name: String, _ number: Int) { append(JSONMember(name, .integer(number))) }

    package mutating func add(_ name: String, oneOrSeveral texts: [String]) {
        append(JSONMember(name, AccessTokenClaims.oneOrSeveral(texts)))
    }
}
