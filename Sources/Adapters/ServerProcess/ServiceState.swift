/// What a service manager is told, in the words of sd_notify(3).
enum ServiceState: Hashable, Sendable {
    /// It can't serve yet, for this reason.
    case waiting(String)
    /// It serves, at this URL.
    case ready(url: String)
    /// It reads its files again, since this moment of the monotonic clock in microseconds.
    case reloading(Int64)
    /// It answers what has been asked, and ends.
    case stopping
    /// It is alive.
    case alive

    /// The message: assignments, one a line.
    var message: String {
        switch self {
        case .waiting(let reason): "STATUS=\(reason)\n"
        case .ready(let url): "READY=1\nSTATUS=serving at \(url)\n"
        case .reloading(let moment): "RELOADING=1\nMONOTONIC_USEC=\(moment)\n"
        case .stopping: "STOPPING=1\nSTATUS=stopping\n"
        case .alive: "WATCHDOG=1\n"
        }
    }
}
