public import Logging
public import SteelcutDomain

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The log of a program, on standard error.
public enum Logs {
    /// Sends everything that is logged through swift-log to standard error; to be called once, before anything is logged.
    ///
    /// SIGPIPE is ignored from then on, in the whole process: a reader of the log that has gone away is no reason to end.
    ///
    /// - Parameters:
    ///   - format: The format; `nil`: text on a terminal, else JSON.
    ///   - level: The least level that is written.
    ///   - clock: What time is read from.
    public static func bootstrap(format: LogFormat? = nil, level: Logger.Level = .info, clock: any Ports.Clock) {
        _ = signal(SIGPIPE, SIG_IGN)
        let isTerminal = isatty(STDERR_FILENO) == 1
        let style = LineStyle(
            format: format ?? (isTerminal ? .text : .json),
            hasColors: isTerminal && allowsColors(noColor: variable("NO_COLOR"), terminal: variable("TERM")))
        let sink = LogSink(descriptor: STDERR_FILENO)
        LoggingSystem.bootstrap { label in
            LineLogHandler(label: label, style: style, level: level, clock: clock, sink: sink)
        }
    }

    /// Whether a terminal may be sent colours: not where NO_COLOR says something (no-color.org), nor to a dumb one.
    static func allowsColors(noColor: String?, terminal: String?) -> Bool {
        (noColor ?? "").isEmpty && terminal != "dumb"
    }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
