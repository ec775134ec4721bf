/// How often and when a secret was used: presented, and found right.
public struct SecretUsage: Hashable, Sendable {
    /// How often.
    public private(set) var count: Int
    /// When for the first time.
    public private(set) var first: Timestamp
    /// When for the last time.
    public private(set) var last: Timestamp

    /// Puts a usage together.
    public init(count: Int, first: Timestamp, last: Timestamp) {
        self.count = count
        self.first = first
        self.last = last
    }

    /// One use.
    public init(at time: Timestamp) { self.init(count: 1, first: time, last: time) }

    /// Counts other uses of the same secret in; they may have been before or after.
    public mutating func add(_ other: SecretUsage) {
        let (sum, overflow) = count.addingReportingOverflow(other.count)
        count = overflow ? .max : sum
        first = min(first, other.first)
        last = max(last, other.last)
    }
}
