/// Every key's effective value as text, and where it comes from: what settings are made of.
public struct ResolvedConfiguration: Sendable {
    /// A value that somebody set.
    struct Value: Sendable {
        let text: String
        let origin: Origin
    }

    let program: Program
    private let values: [String: Value]
    private let standardErrorIsTerminal: Bool

    init(_ program: Program, _ values: [String: Value], _ input: ConfigurationInput) {
        self.program = program
        self.values = values
        standardErrorIsTerminal = input.standardErrorIsTerminal
    }

    /// Where a key's value comes from.
    func origin(of key: ConfigurationKey) -> Origin { values[key.name]?.origin ?? .byDefault }

    /// The effective value; `nil` where there is none, the default of another key included.
    func effective(_ key: ConfigurationKey) -> String? {
        if let value = values[key.name] { return value.text }
        return switch key.defaultValue {
        case .none, .required: nil
        case .value(let text): text
        case .derived: derived(key)
        }
    }

    /// The default that follows from other keys; `nil` where it is known only once the server runs.
    private func derived(_ key: ConfigurationKey) -> String? {
        switch key {
        case .databaseURL: effective(.dataDirectory).map { "sqlite:\($0)/steelcut.db" }
        case .keyring: effective(.dataDirectory).map { "dir:\($0)/keyring" }
        case .issuer: origin
        case .resourceURL: origin.map { "\($0)/\(effective(.resourceRoute)?.drop { $0 == "/" } ?? "")" }
        case .logFormat: standardErrorIsTerminal ? "text" : "json"
        default: nil
        }
    }

    /// The server's own address as a URL; `nil` while its port is not known.
    private var origin: String? {
        let port = program == .resourceServer ? ConfigurationKey.resourceHTTPPort : .httpPort
        guard let host = effective(.httpHost), let number = effective(port).flatMap(WholeNumber.parse), number != 0
        else { return nil }
        return ServerAddress.url(isSecure: effective(.tlsCertificate) != nil, host: host, port: number)
    }
}
