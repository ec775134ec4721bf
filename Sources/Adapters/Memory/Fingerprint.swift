/// 32 bytes of a digest or a MAC as a dictionary's key, without an allocation of its own.
struct Fingerprint: Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Takes what SHA-256 or HMAC-SHA-256 gave; `nil` where that has another length, so that nothing is ever taken for
    /// something else.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        func word(_ start: Int) -> UInt64 {
            bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
        words = (word(0), word(8), word(16), word(24))
    }

    static func == (left: Fingerprint, right: Fingerprint) -> Bool { left.words == right.words }

    /// Every part of a digest is as evenly spread as the whole.
    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
