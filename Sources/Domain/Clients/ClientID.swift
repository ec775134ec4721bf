/// The identifier of a client (RFC 6749 section 2.2): 1 to 512 printable ASCII bytes.
///
/// Identifiers made here are 32 lowercase hexadecimal digits, 128 random bits. IDs compare by their bytes.
public struct ClientID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The identifier as the client sends it.
    public let description: String

    /// Reads an identifier; `nil` where it is empty, longer than 512 bytes or not printable ASCII
    /// (RFC 6749 appendix A.1).
    public init?(parsing text: String) {
        guard (1...512).contains(text.utf8.count), text.isPrintableASCII else { return nil }
        description = text
    }

    /// Makes an identifier of 128 random bits.
    ///
    /// - Parameter random: The source of random bytes.
    /// - Throws: `RandomnessFailure` where no random bytes can be had.
    public init(random: some Ports.Randomness) throws(RandomnessFailure) {
        description = Hexadecimal.encode(try random.bytes(16))
    }

    /// Orders by bytes.
    public static func < (left: ClientID, right: ClientID) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}
