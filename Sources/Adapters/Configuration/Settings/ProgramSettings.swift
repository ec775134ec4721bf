/// The settings of one program: plain values, all of them checked.
public protocol ProgramSettings: Sendable {
    /// The program.
    static var program: Program { get }

    /// What is allowed and should be thought about, a line each; to be logged once at start.
    var warnings: [String] { get }

    /// Checks every key.
    init(_ configuration: ResolvedConfiguration) throws(ConfigurationError)
}
