public import SteelcutDomain

/// How a resource server hears of what the issuer has revoked.
public struct RevocationSettings: Hashable, Sendable {
    /// What becomes of tokens while the list can't be had.
    public enum Stale: Hashable, Sendable {
        /// They are taken by what was known last.
        case accept
        /// They are, so long after the list was missed twice; then none is taken.
        case refuse(after: Duration)
    }

    /// Where the list is; `nil`: where the issuer's metadata say.
    public let url: WebURL?
    /// How often it is asked for; zero: never.
    public let poll: Duration
    /// What becomes of tokens while it can't be had.
    public let stale: Stale

    init(_ configuration: ResolvedConfiguration) throws(ConfigurationError) {
        url = try configuration.value(.revocationsURL, WebURL.init(parsing:))
        poll = try configuration.duration(.revocationsPoll)
        stale = try configuration.required(.revocationsStale, Stale.init(parsing:))
    }
}

extension RevocationSettings.Stale {
    private static let longest = 30 * 86_400

    fileprivate init?(parsing text: String) {
        switch text {
        case "accept": self = .accept
        case "refuse": self = .refuse(after: .zero)
        default:
            guard let duration = DurationText(parsing: text), (1...Self.longest).contains(duration.seconds) else {
                return nil
            }
            self = .refuse(after: .seconds(duration.seconds))
        }
    }
}
