/// The first six base64url characters of a secret's random part: 36 of its 256 bits.
///
/// It says which of a client's live secrets is meant, so that one hash answers however many there are. 220 bits stay
/// to be guessed (RFC 6749 section 10.10 asks for 128 and recommends 160).
public struct SecretSelector: Hashable, Sendable {
    /// The six characters.
    public let text: String

    /// Reads a stored selector; `nil` unless it is six base64url characters.
    public init?(parsing text: String) {
        guard text.utf8.count == 6, text.utf8.allSatisfy(Base64URL.isInAlphabet) else { return nil }
        self.text = text
    }

    /// Takes the selector off the 43 characters of a secret; `nil` where one is outside the alphabet.
    init?(ofEncoded characters: ArraySlice<UInt8>) {
        guard characters.allSatisfy(Base64URL.isInAlphabet) else { return nil }
        text = String(decoding: characters.prefix(6), as: UTF8.self)
    }
}
