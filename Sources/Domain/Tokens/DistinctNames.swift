/// The names of one object or form, each of which may stand once.
///
/// Names compare by their bytes: String's own == would take two for one that differ in normalisation only.
public struct DistinctNames: Sendable {
    /// Up to so many are compared with each other, which is quicker than hashing them; more would take too long.
    private static let few = 16

    private var names: [String] = []
    private var many: Set<[UInt8]> = []

    /// No names yet.
    ///
    /// - Parameter count: How many there may well be; more can be taken.
    public init(expecting count: Int = 0) { names.reserveCapacity(count) }

    /// Takes a name; `false` where it stood before.
    public mutating func insert(_ name: String) -> Bool {
        guard names.count >= Self.few else {
            guard !isAmongFew(name) else { return false }
            names.append(name)
            return true
        }
        if many.isEmpty { many = Set(names.map { Array($0.utf8) }) }
        return many.insert(Array(name.utf8)).inserted
    }

    private func isAmongFew(_ name: String) -> Bool {
        // In place: what is looked at is not copied.
        let names = names.span
        for place in names.indices where names[place].hasSameBytes(as: name) { return true }
        return false
    }
}

extension String {
    /// Whether the two are the same, byte for byte.
    package func hasSameBytes(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        // What differs for == differs in its bytes, and of short ones it tells sooner. Long ones it might normalise first, as
        // far as they go.
        if count < 16, self != other { return false }
        let (these, those) = (utf8.span, other.utf8.span)
        for place in these.indices where these[place] != those[place] { return false }
        return true
    }
}
