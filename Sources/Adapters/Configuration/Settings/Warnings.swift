/// What is allowed and should be thought about.
enum Warnings {
    /// A password that `ps` shows to everybody.
    static func password(_ configuration: ResolvedConfiguration) -> [String] {
        guard case .flag(let flag) = configuration.origin(of: .databaseURL),
            let text = configuration.effective(.databaseURL), PasswordMask.isNeeded(for: text)
        else { return [] }
        return [
            "database.url: the password given with \(flag) shows in the list of processes; "
                + "use .pgpass, a service file, STEELCUT_DATABASE_URL or --config"
        ]
    }

    /// An issuer that sends tokens and secrets over the network in the clear.
    static func issuer(_ url: String, isExposed: Bool) -> [String] {
        guard isExposed else { return [] }
        return ["issuer: \(url) is plain http off loopback; secrets and tokens can be read on their way"]
    }

    /// A path that a shell would have expanded.
    static func paths(_ configuration: ResolvedConfiguration) -> [String] {
        configuration.program.keys.compactMap { key in
            guard case .text(form: "a path") = key.kind, let text = configuration.effective(key),
                text == "~" || text.hasPrefix("~/")
            else { return nil }
            return "\(key.name): ~ is not expanded; this is a folder of that name"
        }
    }
}
