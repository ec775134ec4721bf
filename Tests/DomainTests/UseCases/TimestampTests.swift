import SteelcutDomain
import Testing

/// Moments to the microsecond, printed as RFC 3339.
@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_399, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"), (951_868_800, "2000-03-01T00:00:00Z"),
        (1_709_164_800, "2024-02-29T00:00:00Z"), (1_709_251_199, "2024-02-29T23:59:59Z"),
        (1_709_251_200, "2024-03-01T00:00:00Z"), (1_740_700_799, "2025-02-27T23:59:59Z"),
        (1_740_787_200, "2025-03-01T00:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"), (-2_203_891_201, "1900-02-28T23:59:59Z"),
        (-2_203_891_200, "1900-03-01T00:00:00Z"), (1_763_756_400, "2025-11-21T20:20:00Z"),
        (1_767_225_599, "2025-12-31T23:59:59Z"), (1_767_225_600, "2026-01-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
        (-62_167_219_200, "0000-01-01T00:00:00Z"), (13_574_563_200, "2400-02-29T00:00:00Z"),
    ])
    func `a moment is printed in UTC`(_ row: (seconds: Int, text: String)) {
        #expect(Timestamp(seconds: row.seconds).description == row.text)
    }

    @Test(
        arguments: [(0, 0), (999_999, 0), (1_000_000, 1), (-1, -1), (-1_000_000, -1), (-1_000_001, -2)]
            as [(Int64, Int)])
    func `seconds are rounded down`(_ row: (Int64, Int)) {
        #expect(Timestamp(microseconds: row.0).seconds == row.1)
    }

    @Test func `the ends of the range hold`() {
        #expect(Timestamp(seconds: .max).microseconds == .max)
        #expect(Timestamp(seconds: .min).microseconds == .min)
        let now = Timestamp(seconds: 1_000)
        #expect(now.advanced(bySeconds: .max).microseconds == .max)
        #expect(Timestamp(microseconds: .max).advanced(bySeconds: 1).microseconds == .max)
        #expect(Timestamp(microseconds: .min).advanced(bySeconds: -1).microseconds == .min)
        #expect(!Timestamp(microseconds: .max).description.isEmpty)
        #expect(!Timestamp(microseconds: .min).description.isEmpty)
        #expect(now.advanced(bySeconds: -1) < now)
    }
}
