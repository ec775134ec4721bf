extension String {
    /// Whether every byte is a printable ASCII character, space (0x20) to tilde (0x7E): VSCHAR of RFC 6749 appendix A.
    ///
    /// All identifiers of this module keep to it. That makes Swift's `==`, which compares by canonical equivalence,
    /// a comparison of bytes, and keeps control characters, NUL above all, away from every C call.
    var isPrintableASCII: Bool { hasOnlyBytes { $0 >= 0x20 && $0 <= 0x7E } }

    /// Whether every byte is one that fits: what `utf8.allSatisfy` says, which takes a text's bytes out one by one.
    @inlinable
    package func hasOnlyBytes(_ fits: (UInt8) -> Bool) -> Bool {
        let bytes = utf8.span
        for place in bytes.indices where !fits(bytes[place]) { return false }
        return true
    }
}
