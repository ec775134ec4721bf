internal import SteelcutDomain

/// Why no connection came about.
struct ConnectFailure: Error, Sendable {
    /// What is told.
    let failure: StoreFailure
    /// Whether trying again won't help until somebody changes something: the login was refused, or there is no such
    /// database.
    let isFinal: Bool

    /// A failure that may pass.
    init(_ cause: String) {
        failure = StoreFailure(.unavailable, cause: cause)
        isFinal = false
    }

    /// A server's refusal.
    ///
    /// The code is all that is used: a message may repeat what was meant as a password.
    init(state: SQLState) {
        switch state.description {
        case "3D000":
            failure = StoreFailure(.failed, cause: "the database does not exist (SQLSTATE 3D000); createdb makes it")
            isFinal = true
        case "42501":
            failure = StoreFailure(
                .notPermitted, cause: "the role may not connect to the database (SQLSTATE 42501); GRANT CONNECT lets it"
            )
            isFinal = true
        case let code where code.hasPrefix("28"):
            failure = StoreFailure(
                .notPermitted,
                cause: "the server refused the login (SQLSTATE \(code)); look at role, password and pg_hba.conf")
            isFinal = true
        default:
            failure = StoreFailure(.unavailable, cause: "the server refused the connection (SQLSTATE \(state))")
            isFinal = false
        }
    }

    /// The server wants a password and there is none.
    static var passwordMissing: ConnectFailure {
        ConnectFailure(
            failure: StoreFailure(
                .notPermitted,
                cause:
                    "the server asks for a password and none is given; .pgpass, PGPASSWORD or a service file gives it"),
            isFinal: true)
    }

    private init(failure: StoreFailure, isFinal: Bool) {
        self.failure = failure
        self.isFinal = isFinal
    }

    /// Reads what libpq says of an attempt that failed, `PQERRORS_SQLSTATE` being set: then a server's refusal ends in
    /// its code, such as `FATAL:  28P01`, in any language.
    ///
    /// Everything else is libpq's own.
    init(message: String, secrets: [String]) {
        let lines = message.split(separator: "\n")
        if let state = lines.lazy.compactMap(Self.state(at:)).first {
            self.init(state: state)
        } else {
            var cause = String(lines.first ?? "the connection failed")
            for secret in secrets where !secret.isEmpty { cause = cause.replacing(secret, with: "…") }
            self.init(cause)
        }
    }

    private static func state(at line: Substring) -> SQLState? {
        let code = line.suffix(5)
        guard code.utf8.count == 5, code.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }),
            line.dropLast(5).hasSuffix(":  ")
        else { return nil }
        return SQLState(String(code))
    }
}
