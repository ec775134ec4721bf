import SteelcutDomain

/// A validator (RFC 9110 section 8.8.3): equal strong tags mean equal bytes, equal weak ones the same said in other bytes.
struct EntityTag: Hashable, Sendable {
    /// What stands between the quotes.
    let opaque: String
    /// Whether the bytes may differ.
    let isWeak: Bool

    /// A weak tag, of a name that whoever makes the bytes has for what they say.
    init(weak name: String) {
        opaque = name
        isWeak = true
    }

    /// The strong tag of these bytes.
    init(of bytes: [UInt8], digest: any Ports.Digest) {
        opaque = Base64URL.string(digest.sha256(bytes))
        isWeak = false
    }

    /// As it stands in `ETag`.
    var fieldValue: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }
}

/// `If-Match` or `If-None-Match` (RFC 9110 section 13.1): `*`, or a list of tags.
struct EntityTagList: Sendable {
    private let isWildcard: Bool
    private let tags: [(isWeak: Bool, opaque: ArraySlice<UInt8>)]

    /// Reads the values of all fields of the name; `nil` outside the grammar.
    init?(parsing values: [String]) {
        let value = values.joined(separator: ",")
        var scanner = FieldScanner(value)
        scanner.skipWhiteSpace()
        if scanner.take(UInt8(ascii: "*")) {
            scanner.skipWhiteSpace()
            guard scanner.isAtEnd else { return nil }
            isWildcard = true
            tags = []
            return
        }
        isWildcard = false
        var tags: [(isWeak: Bool, opaque: ArraySlice<UInt8>)] = []
        while true {
            // Section 5.6.1.2: empty elements of a list count for nothing.
            _ = scanner.take { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 }
            if scanner.isAtEnd { break }
            let isWeak = scanner.take(UInt8(ascii: "W"))
            if isWeak { guard scanner.take(UInt8(ascii: "/")) else { return nil } }
            guard scanner.take(UInt8(ascii: "\"")) else { return nil }
            // No escapes here, unlike in a quoted string: a backslash is a character of the tag.
            let opaque = scanner.take { $0 != UInt8(ascii: "\"") }
            guard scanner.take(UInt8(ascii: "\"")) else { return nil }
            tags.append((isWeak, opaque))
            scanner.skipWhiteSpace()
            guard scanner.isAtEnd || scanner.take(UInt8(ascii: ",")) else { return nil }
        }
        self.tags = tags
    }

    /// Whether a tag is meant by strong comparison (section 8.8.3.2).
    func strongly(matches tag: EntityTag) -> Bool {
        isWildcard || !tag.isWeak && tags.contains { !$0.isWeak && $0.opaque.elementsEqual(tag.opaque.utf8) }
    }

    /// Whether a tag is meant by weak comparison.
    func weakly(matches tag: EntityTag) -> Bool {
        isWildcard || tags.contains { $0.opaque.elementsEqual(tag.opaque.utf8) }
    }
}
