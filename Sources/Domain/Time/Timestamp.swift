/// A moment of wall time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (RFC 7519 NumericDate).
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since the epoch.
    public let microseconds: Int64

    /// Takes microseconds since the epoch.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Takes whole seconds since the epoch; beyond what 64 bits of microseconds hold, the nearest that they do.
    public init(seconds: Int) {
        let (product, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
        microseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// Whole seconds since the epoch, rounded down.
    public var seconds: Int {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }

    /// This moment moved by whole seconds; it stops at the ends of the range instead of wrapping.
    public func advanced(bySeconds seconds: Int) -> Timestamp {
        let (sum, overflow) = microseconds.addingReportingOverflow(Timestamp(seconds: seconds).microseconds)
        return Timestamp(microseconds: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// The beginning of the hour, of UTC, that this moment lies in.
    public var hour: Timestamp { Timestamp(seconds: seconds - (seconds % 3600 + 3600) % 3600) }

    /// Earlier comes first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// RFC 3339 in UTC, to the second: `2026-11-21T23:15:00Z`.
    public var description: String {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let time = seconds - days * 86_400
        let date = CivilDate(daysSinceEpoch: days)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
            + "T\(padded(time / 3600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))Z"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
