import ArgumentParser
import SteelcutClient

/// How other machines may be asked.
struct ReachingOptions: ParsableArguments {
    @Flag(
        name: .customLong("plain-http"),
        help: "Ask another machine over plain http, too: whoever is on the way can read, and put other keys in place.")
    var plainHTTP = false

    /// The settings for asking this URL.
    func connections(to url: String) -> ConnectionSettings {
        var connections = ConnectionSettings()
        if plainHTTP { connections.allowPlainHTTP(toHostOf: url) }
        return connections
    }

    /// A URL that may not be asked is wrong usage.
    static func refusal(of url: String, _ failure: ClientFailure) -> ValidationError {
        guard failure == .insecureURL else { return ValidationError("\(url): \(failure)") }
        return ValidationError("\(url): refusing plain http to another machine; use https, or --plain-http")
    }
}
