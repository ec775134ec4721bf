public import SteelcutConfiguration
public import SteelcutDomain
import SteelcutSystemClock

/// Looks at everything that an authorization server needs, and says what is wrong and what to do; changes nothing.
public struct Doctor: Sendable {
    let settings: AuthorizationServerSettings
    let server: Issuer?
    let clock: any Ports.Clock

    /// Names what is to be looked at.
    ///
    /// - Parameters:
    ///   - settings: Those of the server.
    ///   - server: The URL of a running server; `nil`: none is asked.
    public init(_ settings: AuthorizationServerSettings, server: Issuer? = nil) {
        self.init(settings, server: server, clock: SystemClock())
    }

    init(_ settings: AuthorizationServerSettings, server: Issuer?, clock: any Ports.Clock) {
        self.settings = settings
        self.server = server
        self.clock = clock
    }

    /// Looks at one thing after the other.
    ///
    /// What can't be looked at, because something before it failed, is left out.
    public func findings() async -> [Finding] {
        var findings = configuration() + clockByItself() + files() + tls()
        findings += await self.store()
        let (keyring, keys) = await self.keyring()
        findings += keyring
        if let keys { findings += states(of: keys) }
        if let server { findings += await running(server, keys: keys) }
        return findings
    }

    /// Settings that are wrong never come here: they were refused when they were read.
    private func configuration() -> [Finding] {
        let warnings = settings.warnings.map { warning in
            Finding.warning(
                .configuration, warning, do: "see where it is set: steelcut-auth --print-config; Docs/Configuration.md")
        }
        return warnings.isEmpty ? [.ok(.configuration, "the settings of steelcut-auth are good")] : warnings
    }

    /// What is found where the settings themselves can't be read.
    public static func finding(_ error: ConfigurationError) -> Finding {
        .failed(
            .configuration, "\(error)",
            do: "correct it; steelcut-auth --help lists every key, Docs/Configuration.md what each may be")
    }
}
