import SteelcutDomain
import Synchronization

/// The value of `Date` (RFC 9110 section 5.6.7), spelled once a second.
final class HTTPDate: Sendable {
    private let clock: any Ports.Clock
    private let last = Mutex<(second: Int, text: String)>((.min, ""))

    init(clock: any Ports.Clock) { self.clock = clock }

    /// Now, as `Sun, 06 Nov 1994 08:49:37 GMT`.
    var now: String {
        let moment = clock.now()
        return last.withLock { last in
            if last.second != moment.seconds { last = (moment.seconds, Self.text(of: moment)) }
            return last.text
        }
    }

    /// A moment in the one form that RFC 9110 lets a server send.
    static func text(of moment: Timestamp) -> String {
        // 2026-11-21T23:15:00Z
        let parts = moment.description.split { "-T".contains($0) }
        guard parts.count == 4, let month = Int(parts[1]), months.indices.contains(month - 1) else {
            return "Thu, 01 Jan 1970 00:00:00 GMT"
        }
        // 1970-01-01 was a Thursday.
        let day = moment.seconds >= 0 ? moment.seconds / 86_400 : (moment.seconds - 86_399) / 86_400
        let weekday = weekdays[((day % 7) + 7 + 4) % 7]
        return "\(weekday), \(parts[2]) \(months[month - 1]) \(parts[0]) \(parts[3].dropLast()) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
