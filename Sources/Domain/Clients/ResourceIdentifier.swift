/// What a token is for (RFC 8707 section 2): an absolute URI without fragment, or a plain name such as `api_v0.0.1`.
///
/// A plain name is up to 256 printable ASCII characters, inner spaces included; a URI is up to 2048. Text that begins
/// with a scheme and a colon is a URI and has to be a sound one. Resources compare by their bytes.
public struct ResourceIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// The URI or name.
    public let description: String

    /// Reads a resource; `nil` where it is malformed.
    public init?(parsing text: String) {
        guard !text.isEmpty, text.isPrintableASCII, !text.hasPrefix(" "), !text.hasSuffix(" ") else { return nil }
        let bytes = Array(text.utf8)
        guard Self.beginsWithScheme(bytes) ? Self.isURI(bytes) : bytes.count <= 256 else { return nil }
        description = text
    }

    /// RFC 3986 section 3.1: a letter, then letters, digits, `+`, `-`, `.`, then the colon.
    private static func beginsWithScheme(_ bytes: [UInt8]) -> Bool {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first, isLetter(first) else {
            return false
        }
        return bytes[..<colon].allSatisfy { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
        }
    }

    /// The characters of RFC 3986 section 2 without `#`; each percent sign with two hexadecimal digits; and something
    /// behind the scheme, a host where two slashes follow it.
    private static func isURI(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= 2048, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let rest = bytes[(colon + 1)...]
        let excluded = Set("\"#<>\\^`{|} ".utf8)
        guard !rest.isEmpty, !bytes.contains(where: excluded.contains) else { return false }
        if rest.starts(with: Array("//".utf8)) {
            guard let host = rest.dropFirst(2).first, !"/?:".utf8.contains(host) else { return false }
        }
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            guard index + 2 < bytes.count, isHexadecimal(bytes[index + 1]), isHexadecimal(bytes[index + 2]) else {
                return false
            }
        }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }
}
