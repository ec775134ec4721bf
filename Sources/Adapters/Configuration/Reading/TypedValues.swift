// What the settings are made of: each value checked against its key's kind, each refusal naming key and origin.
extension ResolvedConfiguration {
    /// The value as text; `nil` where there is none.
    func text(_ key: ConfigurationKey) throws(ConfigurationError) -> String? {
        guard let text = effective(key) else {
            guard key.defaultValue != .required else {
                throw ConfigurationError(
                    key.name, "required: set \(key.flag), \(key.variable) or \(key.name) in a file (\(key.meaning))")
            }
            return nil
        }
        guard !Printable.hasControlCharacters(text) else { throw refusal(of: key, "holds a control character") }
        return text
    }

    /// The value read by `parse`; `nil` where there is none.
    func value<Value>(_ key: ConfigurationKey, _ parse: (String) -> Value?) throws(ConfigurationError) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = parse(text) else { throw refusal(of: key) }
        return value
    }

    /// The value, read by `parse`, of a key that always has one.
    func required<Value>(_ key: ConfigurationKey, _ parse: (String) -> Value?) throws(ConfigurationError) -> Value {
        guard let value = try value(key, parse) else { throw refusal(of: key, "has no value") }
        return value
    }

    /// The whole number, duration in seconds or size in bytes, within its range.
    func number(_ key: ConfigurationKey) throws(ConfigurationError) -> Int {
        try required(key, key.number(in:))
    }

    /// The duration, within its range.
    func duration(_ key: ConfigurationKey) throws(ConfigurationError) -> Duration { .seconds(try number(key)) }

    /// A refusal: the key, what is wrong, what it says and where; a secret's value is not repeated.
    func refusal(of key: ConfigurationKey, _ reason: String? = nil) -> ConfigurationError {
        let reason = reason ?? "has to be \(key.form)"
        guard let text = effective(key), !key.isSecret else {
            return ConfigurationError(key.name, "\(reason) (\(origin(of: key)))")
        }
        return ConfigurationError(
            key.name, "\(reason), not \(Printable.quoted(PasswordMask.maskWebURL(text))) (\(origin(of: key)))")
    }
}
