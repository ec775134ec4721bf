/// A duration as it is configured: whole seconds, or a whole number with the unit `s`, `m`, `h` or `d`.
public struct DurationText: Sendable, CustomStringConvertible {
    /// Whole seconds.
    public let seconds: Int

    private static let units: [(suffix: String, seconds: Int)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]

    init(_ seconds: Int) { self.seconds = seconds }

    /// Reads a duration; `nil` outside the grammar and beyond what `Int` holds.
    public init?(parsing text: String) {
        let unit = Self.units.first { text.hasSuffix($0.suffix) }
        guard let number = WholeNumber.parse(text.dropLast(unit == nil ? 0 : 1)) else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit?.seconds ?? 1)
        if overflow { return nil }
        seconds = product
    }

    /// The shortest form: `7d`, `90s`, `0s`.
    public var description: String {
        let unit = Self.units.first { seconds != 0 && seconds % $0.seconds == 0 } ?? ("s", 1)
        return "\(seconds / unit.seconds)\(unit.suffix)"
    }
}
