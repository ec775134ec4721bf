import SteelcutConfiguration

extension Duration {
    /// A duration as settings have it (`90s`, `5m`, `24h`, `7d`, or whole seconds), in seconds; `nil` for other text.
    static func wholeSeconds(parsing text: String) -> Int? { DurationText(parsing: text)?.seconds }
}
