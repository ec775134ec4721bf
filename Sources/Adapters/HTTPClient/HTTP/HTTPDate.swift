import SteelcutDomain

/// A moment as HTTP writes it (RFC 9110 section 5.6.7).
enum HTTPDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Reads the form of today, `Sun, 06 Nov 1994 08:49:37 GMT`, and the two of old, which recipients have to read:
    /// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
    ///
    /// The name of the day says nothing that the date doesn't, and isn't looked at.
    ///
    /// - Parameter now: Tells the century of a year of two digits: it is at most 50 years ahead.
    static func parse(_ text: String, now: Timestamp) -> Timestamp? {
        let words = text.split { " ,-".contains($0) }.map(String.init)
        guard words.count == 5 || words.count == 6 && words[5] == "GMT" else { return nil }
        let isFormOfC = words.count == 5
        let day = isFormOfC ? words[2] : words[1]
        let month = isFormOfC ? words[1] : words[2]
        let year = isFormOfC ? words[4] : words[3]
        let time = isFormOfC ? words[3] : words[4]
        guard let day = number(day, digits: 1...2), let month = months.firstIndex(of: month),
            let year = number(year, digits: 2...4), let seconds = secondsOfDay(time), (1...31).contains(day)
        else { return nil }
        return Timestamp(
            seconds: daysSinceEpoch(fullYear(year, now: now), month + 1, day) * 86_400 + seconds)
    }

    private static func secondsOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number($0, digits: 2...2) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
            hour < 24, minute < 60, second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func fullYear(_ year: Int, now: Timestamp) -> Int {
        guard year < 100 else { return year }
        let thisYear = 1970 + now.seconds / 31_556_952
        let guess = thisYear / 100 * 100 + year
        return guess > thisYear + 50 ? guess - 100 : guess
    }

    /// The Gregorian calendar from 0000-03-01 on, in eras of 400 years or 146,097 days.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
