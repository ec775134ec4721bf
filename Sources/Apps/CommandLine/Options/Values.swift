public import ArgumentParser
public import SteelcutConfiguration
public import SteelcutDomain

// The domain's values as arguments: text that is none is wrong usage, and the name of the option is in the message.

extension ClientID: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

extension ClientName: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

extension GrantType: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

extension ResourceIdentifier: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

/// A resource of `--introspect`, or the empty text that takes all of them away.
struct IntrospectOption: ExpressibleByArgument {
    let resource: ResourceIdentifier?

    init?(argument: String) {
        resource = ResourceIdentifier(parsing: argument)
        guard resource != nil || argument.isEmpty else { return nil }
    }
}

extension ScopeSet: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

extension TokenLifetime: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) {
        guard let seconds = Duration.wholeSeconds(parsing: argument) else { return nil }
        self.init(seconds: seconds)
    }
}

extension SecretLifetime: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) {
        guard let seconds = Duration.wholeSeconds(parsing: argument) else { return nil }
        self.init(seconds: seconds)
    }
}

extension ClientChange.Lifetime: ExpressibleByArgument {
    /// Reads an argument, empty for no lifetime of the client's own; `nil` where it is no such value.
    public init?(argument: String) {
        if argument.isEmpty {
            self = .ofTheServer
        } else if let lifetime = TokenLifetime(argument: argument) {
            self = .own(lifetime)
        } else {
            return nil
        }
    }
}

extension KeyID: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

extension KeyringLocation: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}

extension SignatureAlgorithm: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(rawValue: argument) }
}

extension Issuer: ExpressibleByArgument {
    /// Reads an argument; `nil` where it is no such value.
    public init?(argument: String) { self.init(parsing: argument) }
}
