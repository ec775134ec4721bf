import Logging
import SteelcutFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Who started the program and wants to hear how it is, such as systemd: the protocol of sd_notify(3), in our own words.
struct ServiceManager: Sendable {
    /// Nobody asked.
    static let nobody = ServiceManager(environment: { _ in nil }, process: 0)

    /// How long the manager waits for a sign of life before it takes the program for stuck; `nil`: it does not wait.
    let patience: Duration?

    private let address: String?
    private let socket: NotificationSocket?

    /// Reads what a manager set for the process with this ID: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID`.
    init(environment: (String) -> String?, process: Int32) {
        address = environment("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
        socket = address.flatMap { NotificationSocket($0) }
        // sd_watchdog_enabled(3): without WATCHDOG_PID it is meant for whoever reads it.
        let isOurs = environment("WATCHDOG_PID").map { Int32($0) == process } ?? true
        let microseconds = environment("WATCHDOG_USEC").flatMap { Int64($0) } ?? 0
        patience = address != nil && isOurs && microseconds > 0 ? .microseconds(microseconds) : nil
    }

    /// Takes what a manager set out of the environment: what this process starts must not speak for it.
    ///
    /// To be called before anything else runs: the environment is not guarded against reading at the same time.
    static func takenFromEnvironment() -> ServiceManager {
        let manager = ServiceManager(
            environment: { name in unsafe getenv(name).map { unsafe String(cString: $0) } }, process: getpid())
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { unsafe unsetenv(name) }
        return manager
    }

    /// Tells how it is; what can't be told is logged, and is no reason to end.
    func tell(_ state: ServiceState, _ logger: Logger) {
        guard let address else { return }
        var cause = "neither a path nor an abstract name that fits"
        if let socket {
            do throws(SystemFailure) { return try socket.send(Array(state.message.utf8)) } catch {
                cause = error.reason
            }
        }
        logger.warning("the service manager can't be told", metadata: ["socket": "\(address)", "cause": "\(cause)"])
    }
}
