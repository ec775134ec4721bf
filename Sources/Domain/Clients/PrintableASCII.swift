extension String {
    /// Whether every byte is a printable ASCII character, space (0x20) to tilde (0x7E): VSCHAR of RFC 6749 appendix A.
    ///
    /// All identifiers of this module keep to it. That makes Swift's `==`, which compares by canonical equivalence,
    /// a comparison of bytes, and keeps control characters, NUL above all, away from every C call.
    var isPrintableASCII: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
