/// Where a value comes from.
public enum Origin: Hashable, Sendable, CustomStringConvertible {
    /// A flag, by its name.
    case flag(String)
    /// An environment variable, by its name.
    case environment(String)
    /// The configuration file, by its path.
    case file(String)
    /// Nobody set it.
    case byDefault

    /// The kind, and where of this kind.
    public var description: String {
        switch self {
        case .flag(let name): "flag \(name)"
        case .environment(let name): "environment \(name)"
        case .file(let path): "file \(Printable.oneLine(path))"
        case .byDefault: "default"
        }
    }
}
