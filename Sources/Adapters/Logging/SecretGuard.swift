/// The last net under the log: masks what looks like a secret of ours, wherever it stands in a text.
///
/// Nothing relies on it. Secrets are types that don't show themselves, and no code logs a token; but a library's error
/// text, or a value that somebody logs tomorrow, may hold one all the same. It knows three shapes:
/// - client secrets, `PRIVATE-` with 43 or more base64url characters;
/// - tokens in compact form, `eyJ….….…` (RFC 7515 section 3.1);
/// - PEM blocks of private keys (RFC 7468 section 10), to their end or the end of the text.
///
/// What is encoded once more (base64 of a Basic header, say) passes.
enum SecretGuard {
    private static let secret = Array("PRIVATE-".utf8)
    private static let token = Array("eyJ".utf8)
    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let keyLabel = Array("PRIVATE KEY-----".utf8)
    private static let dashes = Array("-----".utf8)

    /// The text with those shapes masked.
    static func mask(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var masked: [UInt8] = []
        var index = 0
        var hasFound = false
        while index < bytes.count {
            if let (length, label) = match(bytes[index...]) {
                masked += Array(label.utf8)
                index += length
                hasFound = true
            } else {
                masked.append(bytes[index])
                index += 1
            }
        }
        return hasFound ? String(decoding: masked, as: UTF8.self) : text
    }

    /// How many bytes at the start are a secret, and what is written instead.
    private static func match(_ rest: ArraySlice<UInt8>) -> (Int, String)? {
        switch rest.first {
        case UInt8(ascii: "P"): clientSecret(rest).map { ($0, "PRIVATE-<masked>") }
        case UInt8(ascii: "e"): compactToken(rest).map { ($0, "<masked token>") }
        case UInt8(ascii: "-"): privateKeyBlock(rest).map { ($0, "<masked private key>") }
        default: nil
        }
    }

    private static func clientSecret(_ rest: ArraySlice<UInt8>) -> Int? {
        guard rest.starts(with: secret) else { return nil }
        let length = rest.dropFirst(secret.count).prefix(while: isBase64URL).count
        return length >= 43 ? secret.count + length : nil
    }

    private static func compactToken(_ rest: ArraySlice<UInt8>) -> Int? {
        guard rest.starts(with: token) else { return nil }
        var length = rest.prefix(while: isBase64URL).count
        var parts = 1
        while rest.dropFirst(length).first == UInt8(ascii: ".") {
            length += 1 + rest.dropFirst(length + 1).prefix(while: isBase64URL).count
            parts += 1
        }
        return parts >= 3 ? length : nil
    }

    private static func privateKeyBlock(_ rest: ArraySlice<UInt8>) -> Int? {
        guard rest.starts(with: begin) else { return nil }
        let kind = rest.dropFirst(begin.count).prefix(40)
        guard let label = kind.firstRange(of: keyLabel), !kind[..<label.lowerBound].contains(UInt8(ascii: "-")) else {
            return nil
        }
        let body = rest[label.upperBound...]
        guard let tail = body.firstRange(of: end),
            let close = body[tail.upperBound...].firstRange(of: dashes)
        else { return rest.count }
        return close.upperBound - rest.startIndex
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
    }
}
