public import SteelcutDomain

/// Why a program could not start, in one line for whoever started it.
public struct StartFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line; free of secrets.
    public let description: String

    /// Takes the line.
    public init(_ description: String) { self.description = description }

    /// Puts a store's failure into a line.
    public init(_ failure: StoreFailure) {
        description = failure.cause.isEmpty ? failure.description : "\(failure.description) (\(failure.cause))"
    }
}
