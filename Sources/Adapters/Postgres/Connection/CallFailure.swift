internal import SteelcutDomain

/// Why a call over one connection came to nothing.
enum CallFailure: Error, Sendable {
    /// The connection was found dead before anything was sent over it.
    case stale
    /// The connection broke; nothing that was not committed has been made.
    case lost(String)
    /// No answer by the deadline; the connection is closed, for its answer may still come.
    case expired
    /// The server refused.
    case refused(SQLError)
    /// The answer is of another form than was asked for.
    case unreadable(String)
    /// COMMIT, or a statement that commits by itself, was sent and not answered.
    case unknownOutcome(String)
    /// What is in the store's own terms already: there was no connection, or the tables are not for this program.
    case store(StoreFailure)

    /// What whoever asked the store is told.
    var failure: StoreFailure {
        switch self {
        case .stale: StoreFailure(.unavailable, cause: "the connection was closed")
        case .lost(let cause): StoreFailure(.unavailable, cause: cause)
        case .expired: StoreFailure(.unavailable, cause: "no answer within database.timeout")
        case .refused(let error): error.failure
        case .unreadable(let cause): StoreFailure(.corrupt, cause: cause)
        case .unknownOutcome(let cause): StoreFailure(.unknownOutcome, cause: cause)
        case .store(let failure): failure
        }
    }

    /// Whether a transaction that was not committed may simply be made again.
    var mayBeTriedAgain: Bool {
        switch self {
        case .lost: true
        case .refused(let error): error.state.isConflict
        default: false
        }
    }
}
