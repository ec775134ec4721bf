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

@Suite struct TimestampParsingTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T23:15:07Z", 1_795_302_907), ("2024-02-29", 1_709_164_800),
        ("2000-02-29T23:59:59Z", 951_868_799), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
    func `RFC 3339 in UTC is read, and a day as its beginning`(text: String, seconds: Int) throws {
        let time = try #require(Timestamp(parsing: text))
        #expect(time == Timestamp(seconds: seconds))
        #expect(time.description.hasPrefix(text))
    }

    @Test func `every day of four centuries is read as it is written`() throws {
        for day in stride(from: 0, to: 146_097 * 86_400, by: 86_400) {
            let time = Timestamp(seconds: day)
            #expect(Timestamp(parsing: time.description) == time)
        }
    }

    @Test(arguments: [
        "", "2026", "2026-11-21T23:15:07", "2026-11-21 23:15:07Z", "2026-11-21T24:00:00Z", "2026-13-01", "2026-02-29",
        "2026-00-10", "2026-04-31", "1969-12-31", "2026-11-21T23:60:00Z", "2026-11-21T23:15:60Z", "+026-11-21",
        "2026-11-2é", "2026-11-21T23:15:07+01:00", "24h",
    ])
    func `anything else is not`(text: String) { #expect(Timestamp(parsing: text) == nil) }
}
