/// The names of one object or form, each of which may stand once.
///
/// Names compare by their bytes: String's own == would take two for one that differ in normalisation only.
public struct DistinctNames: Sendable {
    /// Up to so many are compared with each other, which is quicker than hashing them; more would take too long.
    private static let few = 16

    private var names: [String] = []
    private var many: Set<[UInt8]> = []

    /// No names yet.
    public init() {}

    /// Takes a name; `false` where it stood before.
    public mutating func insert(_ name: String) -> Bool {
        guard names.count >= Self.few else {
            guard !names.contains(where: { $0.hasSameBytes(as: name) }) else { return false }
            names.append(name)
            return true
        }
        if many.isEmpty { many = Set(names.map { Array($0.utf8) }) }
        return many.insert(Array(name.utf8)).inserted
    }
}

extension String {
    /// Whether the two are the same, byte for byte.
    ///
    /// What String's own == tells apart has other bytes, and it is quicker to tell. What it takes for the same as a text of
    /// ASCII, and is no longer, is ASCII too.
    package func hasSameBytes(as other: String) -> Bool {
        guard self == other, utf8.count == other.utf8.count else { return false }
        return utf8.allSatisfy { $0 < 0x80 } || utf8.elementsEqual(other.utf8)
    }
}
