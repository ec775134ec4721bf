import SteelcutDomain

/// `Authorization: Basic` (RFC 7617) as RFC 6749 section 2.3.1 uses it: ID and secret form-encoded inside.
struct BasicAuthorization: Sendable {
    /// The ID, possibly empty.
    let id: String
    /// The secret; `nil` where there is nothing behind the colon.
    let secret: String?

    /// Reads a field's value; `nil` where it is of another scheme or malformed.
    ///
    /// The first colon divides, as a colon in an ID is encoded. A space that is not encoded is malformed too: whoever
    /// sends one has not encoded anything, and a `+` or `%` would mean something else than was meant.
    init?(parsing value: String) {
        let bytes = Array(value.utf8)
        guard let space = bytes.firstIndex(of: 0x20),
            String(decoding: bytes[..<space], as: UTF8.self).lowercased() == "basic",
            let pair = Base64.decode(bytes[space...].drop { $0 == 0x20 }),
            let colon = pair.firstIndex(of: UInt8(ascii: ":")), !pair.contains(0x20),
            let id = FormEncoding.decode(pair[..<colon]), let secret = FormEncoding.decode(pair[(colon + 1)...])
        else { return nil }
        self.id = id
        self.secret = secret.isEmpty ? nil : secret
    }
}
