import ArgumentParser
import SteelcutDomain

// The domain's values as arguments: text that is none is wrong usage, and the name of the option is in the message.

extension ClientID: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

extension ClientName: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

extension GrantType: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

extension ResourceIdentifier: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

extension ScopeSet: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

extension TokenLifetime: @retroactive ExpressibleByArgument {
    public init?(argument: String) {
        guard let seconds = Duration.wholeSeconds(parsing: argument) else { return nil }
        self.init(seconds: seconds)
    }
}

extension KeyID: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}

extension SignatureAlgorithm: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument) }
}

extension Issuer: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(parsing: argument) }
}
