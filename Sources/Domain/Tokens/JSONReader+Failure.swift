extension JSONReader {
    /// Why a text is not JSON, and at which byte.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// What was found.
        public let reason: StaticReason
        /// The byte at which, from 0.
        public let offset: Int
        /// The reason in words.
        public var description: String { "\(reason.rawValue) at byte \(offset)" }
    }

    /// The reasons.
    public enum StaticReason: String, Sendable {
        /// Something that the grammar does not have here.
        case unexpected = "unexpected character"
        /// The text ends too early.
        case truncated = "unexpected end"
        /// Something behind the value.
        case trailing = "text behind the value"
        /// A member name twice in one object.
        case duplicate = "duplicate member"
        /// Arrays and objects within each other beyond the bound.
        case depth = "nested too deeply"
        /// Not UTF-8, a lone surrogate or U+0000.
        case text = "invalid text in a string"
        /// More bytes than the bound.
        case size = "too long"
    }
}
