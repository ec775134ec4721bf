#if SQLite
import GRDB
import SteelcutDomain

extension StoreFailure {
    /// Says what SQLite's result code means (https://www.sqlite.org/rescode.html).
    ///
    /// The cause is SQLite's own message, which names tables and columns, never values that were bound.
    init(_ error: any Error) {
        switch error {
        case let failure as StoreFailure: self = failure
        case let error as DatabaseError: self.init(error)
        case is CancellationError: self.init(.unavailable, cause: "the call was cancelled")
        default: self.init(.failed, cause: "\(type(of: error))")
        }
    }

    private init(_ error: DatabaseError) {
        let message = error.message ?? ""
        let code: Code =
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL, .SQLITE_INTERRUPT, .SQLITE_ABORT, .SQLITE_FULL,
                .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_CANTOPEN:
                .unavailable
            case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .notPermitted
            case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .corrupt
            case .SQLITE_ERROR where message.hasPrefix("no such table"): .notInitialized
            default: .failed
            }
        // It is the folder that can't be written: beside a database in WAL mode two more files are made.
        let hint = error.resultCode == .SQLITE_CANTOPEN ? "; its folder has to be writable too" : ""
        self.init(code, cause: "SQLite \(error.extendedResultCode.rawValue): \(message)\(hint)")
    }
}
#endif
