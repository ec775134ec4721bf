/// Why a configuration is refused: one line for standard error that names the key; the program ends with status 64.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The exit status of a program whose configuration is wrong (`EX_USAGE` of sysexits.h).
    public static let exitStatus: Int32 = 64

    /// The key, flag or file that is wrong.
    public let subject: String

    /// What is wrong with it.
    public let reason: String

    /// The line, without control characters or passwords.
    public var description: String { "\(subject): \(reason)" }

    /// A refusal of what only the program itself can find wrong, such as a file that a key names and nobody can read.
    public init(_ subject: String, _ reason: String) {
        self.subject = Printable.oneLine(subject)
        self.reason = Printable.oneLine(reason)
    }
}
