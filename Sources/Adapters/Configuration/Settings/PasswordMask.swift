/// Masks the passwords in a libpq connection string, and nothing else of it.
///
/// Where a string is not as libpq documents it ("Connection Strings" in its manual), more is masked rather than less.
enum PasswordMask {
    private static let mask = "***"

    /// The parameters of libpq that hold a secret.
    private static let secrets: Set<String> = [
        "password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key",
    ]

    /// Whether the string holds a password.
    static func isNeeded(for text: String) -> Bool { mask(text) != text }

    /// The string with its passwords masked.
    static func mask(_ text: String) -> String {
        if text.contains("://") && !text.prefix(while: { $0 != ":" }).contains("=") { return maskURL(text) }
        return text.contains("=") ? maskKeyValues(text) : text
    }

    /// A web URL with the password of its user masked; such URLs are never right here, and may be shown in a refusal.
    static func maskWebURL(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return text }
        let authority = text[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
            return text
        }
        return text[...colon] + mask + text[at...]
    }

    /// A URL of libpq's with the password of its user, and those among its parameters, masked.
    ///
    /// From the first colon behind the scheme to the last `@`: a password that should have been percent-encoded and was
    /// not is masked as a whole.
    private static func maskURL(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return text }
        var head = text[..<scheme.upperBound]
        var rest = text[scheme.upperBound...]
        if let at = rest.lastIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") {
            head += rest[...colon] + mask
            rest = rest[at...]
        }
        guard let question = rest.firstIndex(of: "?") else { return String(head + rest) }
        let parameters = rest[rest.index(after: question)...].split(separator: "&", omittingEmptySubsequences: false)
        let masked = parameters.map { parameter in
            let name = parameter.prefix { $0 != "=" }
            return secrets.contains(percentDecoded(name)) ? "\(name)=\(mask)" : String(parameter)
        }
        return String(head + rest[...question]) + masked.joined(separator: "&")
    }

    private static func percentDecoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self).lowercased()
    }

    /// `key = value` pairs; a value is quoted with `'` or ends at white space, and `\` escapes in both.
    private static func maskKeyValues(_ text: String) -> String {
        var masked = ""
        var rest = text[...]
        while !rest.isEmpty {
            masked += take(&rest) { $0.isWhitespace }
            let name = take(&rest) { !$0.isWhitespace && $0 != "=" }
            let space = take(&rest) { $0.isWhitespace }
            guard rest.first == "=" else { return name.isEmpty ? masked : masked + mask }
            rest.removeFirst()
            masked += name + space + "=" + take(&rest) { $0.isWhitespace }
            let value = takeValue(&rest)
            // `dbname` may hold a whole URI.
            masked += secrets.contains(name.lowercased()) ? mask : maskURL(value)
        }
        return masked
    }

    private static func takeValue(_ rest: inout Substring) -> String {
        var value = ""
        let isQuoted = rest.first == "'"
        if isQuoted { value.append(rest.removeFirst()) }
        while let character = rest.first, isQuoted || !character.isWhitespace {
            value.append(rest.removeFirst())
            if character == "\\", let escaped = rest.popFirst() {
                value.append(escaped)
            } else if isQuoted, character == "'" {
                break
            }
        }
        return value
    }

    private static func take(_ rest: inout Substring, while condition: (Character) -> Bool) -> String {
        let taken = rest.prefix(while: condition)
        rest = rest.dropFirst(taken.count)
        return String(taken)
    }
}
