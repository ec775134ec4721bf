/// A size as it is configured: bytes, or a whole number with the unit `KiB`, `MiB` or `GiB`.
struct SizeText: CustomStringConvertible {
    let bytes: Int

    private static let units: [(suffix: String, bytes: Int)] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]

    init(_ bytes: Int) { self.bytes = bytes }

    /// Reads a size; `nil` outside the grammar and beyond what `Int` holds.
    init?(parsing text: String) {
        let unit = Self.units.first { text.hasSuffix($0.suffix) }
        guard let number = WholeNumber.parse(text.dropLast(unit?.suffix.count ?? 0)) else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: unit?.bytes ?? 1)
        if overflow { return nil }
        bytes = product
    }

    /// The shortest form: `16KiB`, `1500`.
    var description: String {
        guard let unit = Self.units.first(where: { bytes != 0 && bytes % $0.bytes == 0 }) else { return String(bytes) }
        return "\(bytes / unit.bytes)\(unit.suffix)"
    }
}
