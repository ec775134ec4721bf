public import SteelcutDomain

/// What a look at one thing found, and what to do about it.
public struct Finding: Hashable, Sendable {
    /// What was looked at.
    public enum Check: String, Hashable, Sendable {
        /// The settings.
        case configuration
        /// Whose files are, and who may read and write them.
        case files
        /// The machine's clock, and others beside it.
        case clock
        /// Whether the store can be reached and used.
        case store
        /// The tables' migrations.
        case tables
        /// What roles of the database may do.
        case roles
        /// Whether the keyring can be read.
        case keyring
        /// Which key signs, and which will.
        case keys
        /// Certificate and private key of the server.
        case tls
        /// A running server, asked from outside.
        case server
    }

    /// How it is.
    public enum Status: String, Hashable, Sendable {
        /// As it should be.
        case ok
        /// It works, and should be mended.
        case warning
        /// Something does not work, or will not.
        case failed
    }

    /// What was looked at.
    public let check: Check
    /// How it is.
    public let status: Status
    /// What was found, of what; free of secrets.
    public let message: String
    /// What to do; `nil` where it is as it should be.
    public let advice: String?

    /// All is well.
    public static func ok(_ check: Check, _ message: String) -> Finding {
        Finding(check: check, status: .ok, message: message, advice: nil)
    }

    /// It works, and should be mended.
    public static func warning(_ check: Check, _ message: String, do advice: String) -> Finding {
        Finding(check: check, status: .warning, message: message, advice: advice)
    }

    /// Something does not work, or will not.
    public static func failed(_ check: Check, _ message: String, do advice: String) -> Finding {
        Finding(check: check, status: .failed, message: message, advice: advice)
    }

    /// The finding as JSON.
    public var json: JSONValue {
        var members = [
            JSONMember("check", .string(check.rawValue)), JSONMember("status", .string(status.rawValue)),
            JSONMember("message", .string(message)),
        ]
        if let advice { members.append(JSONMember("advice", .string(advice))) }
        return .object(members)
    }
}
