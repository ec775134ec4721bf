/// The last four characters of a generated secret, by which people tell a client's secrets apart.
///
/// They are 22 of its 256 bits. With the selector's 36 that leaves 198 to be guessed, where RFC 6749 section 10.10 asks
/// for 128 and recommends 160.
public struct SecretHint: Hashable, Sendable {
    /// The four characters.
    public let text: String

    /// Reads a stored hint; `nil` unless it is four base64url characters.
    public init?(parsing text: String) {
        guard text.utf8.count == 4, text.utf8.allSatisfy(Base64URL.isInAlphabet) else { return nil }
        self.text = text
    }
}
