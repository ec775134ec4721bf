public import SteelcutDomain

/// Why a program could not start, in one line for whoever started it.
public struct StartFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line; free of secrets.
    public let description: String

    /// Takes the line.
    public init(_ description: String) { self.description = description }

    /// Puts a store's failure into a line.
    public init(_ failure: StoreFailure) {
        let cause = failure.cause.isEmpty ? "" : " (\(failure.cause))"
        let next =
            switch failure.code {
            // These say it themselves.
            case .notInitialized, .tooNew, .unknownOutcome: ""
            case .unavailable, .notPermitted, .corrupt, .failed: "; run: steelcut doctor"
            }
        description = "\(failure.description)\(cause)\(next)"
    }
}
