/// A store could not do what it was asked.
///
/// Its description says nothing of data; the cause is for logs.
public struct StoreFailure: Error, Sendable, CustomStringConvertible {
    /// What kind of failure.
    public enum Code: String, Sendable {
        /// It can't be reached, or did not answer in time: asking again later may help.
        case unavailable = "the store can't be reached"
        /// The role may not do this.
        case notPermitted = "this is not permitted"
        /// There are no tables yet.
        case notInitialized = "the store is not initialized; run: steelcut init"
        /// The tables are of a later program that this one can't work with.
        case tooNew = "the store is of a newer version than this program; install that version, or a later one"
        /// What is stored can't be read.
        case corrupt = "something stored is unreadable"
        /// The change was sent, and whether it was made is not known.
        case unknownOutcome = "the store did not say whether the change was made; look before you try again"
        /// Anything else.
        case failed = "the store failed"
    }

    /// What kind of failure.
    public let code: Code
    /// The cause, for logs: free of secrets, hashes and keys.
    public let cause: String

    /// Puts a failure together.
    public init(_ code: Code, cause: String = "") {
        self.code = code
        self.cause = cause
    }

    /// The code's fixed sentence.
    public var description: String { code.rawValue }
}

/// No random bytes could be had.
public struct RandomnessFailure: Error, Hashable, Sendable {
    /// A failure.
    public init() {}
}

/// A signature could not be made.
public struct SigningFailure: Error, Hashable, Sendable {
    /// The cause, for logs; free of key material.
    public let cause: String

    /// A failure with its cause.
    public init(cause: String) { self.cause = cause }
}

/// No usable keys are at hand.
public struct KeysUnavailable: Error, Hashable, Sendable {
    /// After how many seconds asking again may help.
    public let retryAfter: Int

    /// Puts a failure together.
    public init(retryAfter: Int) { self.retryAfter = retryAfter }
}

/// A secret could not be checked or hashed.
public enum HasherFailure: Error, Hashable, Sendable {
    /// As many checks as are allowed are waiting; asking again after so many seconds may help.
    case saturated(retryAfter: Int)
    /// This client has failed too often; it may ask again after so many seconds.
    case throttled(retryAfter: Int)
    /// A stored hash can't be read or its cost is out of bounds.
    case unusableHash
    /// The library failed, for want of memory above all.
    case failed(cause: String)
}
