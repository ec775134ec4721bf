/// How a log line looks.
public enum LogFormat: String, CaseIterable, Hashable, Sendable {
    /// For people: time, level, message, `key=value`.
    case text
    /// For machines: one JSON object a line.
    case json
}
