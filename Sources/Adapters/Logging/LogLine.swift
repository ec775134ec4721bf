import Logging
import SteelcutDomain

/// What a line says.
struct LogLine {
    let time: Timestamp
    let level: Logger.Level
    let label: String
    let message: String
    let metadata: [(name: String, value: FlatMetadata.Value)]

    /// RFC 3339 in UTC, to the millisecond.
    var timeText: String {
        let milliseconds = (time.microseconds - Timestamp(seconds: time.seconds).microseconds) / 1000
        let digits = String(milliseconds)
        return "\(time.description.dropLast()).\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits)Z"
    }
}
