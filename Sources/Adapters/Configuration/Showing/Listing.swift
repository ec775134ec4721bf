/// What `--print-config` prints: a line for each key, its effective value and where that comes from.
///
/// The lines are YAML, so that they can be a configuration file themselves.
enum Listing {
    /// The lines.
    static func text(of configuration: ResolvedConfiguration) -> String {
        configuration.program.keys.map { key in line(key, configuration) + "\n" }.joined()
    }

    private static func line(_ key: ConfigurationKey, _ configuration: ResolvedConfiguration) -> String {
        let origin = configuration.origin(of: key)
        guard let value = configuration.effective(key) else {
            return switch key.defaultValue {
            case .required: "\(key.name):  # required, not set"
            case .derived(let words): "\(key.name):  # default: \(words)"
            case .none, .value: "\(key.name):  # default"
            }
        }
        let shown = key.isSecret ? PasswordMask.mask(value) : PasswordMask.maskWebURL(value)
        return "\(key.name): \(scalar(shown))  # \(origin)"
    }

    /// A YAML scalar: plain where that is safe, else in double quotes with JSON's escapes.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "-._~:/@+=,*".utf8.contains(byte)
        }
        let isSafe = text.utf8.first.map { !"-~:@=,*".utf8.contains($0) } ?? false
        if isPlain, isSafe, !text.hasSuffix(":") { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where Printable.isHarmless(scalar): quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return quoted + "\""
    }
}
