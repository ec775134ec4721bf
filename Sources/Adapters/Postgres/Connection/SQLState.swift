internal import SteelcutDomain

/// The five characters by which a server says what went wrong (PostgreSQL appendix A).
struct SQLState: Equatable, Sendable, CustomStringConvertible {
    let description: String

    init(_ text: String) { description = text }

    /// The class: its first two characters.
    private var category: Substring { description.prefix(2) }

    /// What it means to whoever asked the store.
    var code: StoreFailure.Code {
        switch (description, category) {
        case ("42501", _), (_, "28"): .notPermitted
        case ("42P01", _), ("3F000", _), ("42883", _): .notInitialized
        case _ where isOfTheMoment: .unavailable
        case ("XX001", _), ("XX002", _): .corrupt
        default: .failed
        }
    }

    /// Whether asking again later may help: connections, resources such as disk space, an operator's hand (shutdown,
    /// start-up, cancelled by a timeout), locks, and conflicts with other transactions.
    private var isOfTheMoment: Bool {
        switch category {
        case "08", "53", "57", "40": true
        default: description == "55P03" || endsConnection
        }
    }

    /// Whether the connection is of no further use: the server is going or not yet there (57P), it is the standby that
    /// a failover left us with (25006), or a pooler has put another session behind us (26000, 0A000: a plan that
    /// no longer fits).
    var endsConnection: Bool {
        category == "08" || description.hasPrefix("57P") || ["25006", "26000", "0A000"].contains(description)
    }

    /// Whether the same transaction, made again, may well succeed: it lost against another one.
    var isConflict: Bool { category == "40" }
}

/// A server's refusal of a statement: never its DETAIL, which carries values.
struct SQLError: Sendable {
    let state: SQLState
    let message: String

    init(state: SQLState, message: String) {
        self.state = state
        // Data exceptions (class 22) quote what was bound.
        self.message = state.description.hasPrefix("22") ? "a value does not fit" : message
    }

    var failure: StoreFailure { StoreFailure(state.code, cause: "SQLSTATE \(state): \(message)") }
}
