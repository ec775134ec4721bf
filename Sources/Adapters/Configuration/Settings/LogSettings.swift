/// What is logged, and how.
public struct LogSettings: Hashable, Sendable {
    /// The levels, least first, named as swift-log names them.
    public enum Level: String, CaseIterable, Hashable, Sendable {
        /// Every step.
        case trace
        /// What a developer wants to see.
        case debug
        /// What an operator wants to see.
        case info
        /// What is unusual, and in order.
        case notice
        /// What is not in order, and works all the same.
        case warning
        /// What has failed.
        case error
        /// What needs somebody now.
        case critical
    }

    /// The formats.
    public enum Format: String, CaseIterable, Hashable, Sendable {
        /// Lines for people.
        case text
        /// One JSON object a line.
        case json
    }

    /// The least level that is logged.
    public let level: Level
    /// The format.
    public let format: Format

    init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        level = try configuration.required(.logLevel, Level.init(rawValue:))
        format = try configuration.required(.logFormat, Format.init(rawValue:))
    }
}
