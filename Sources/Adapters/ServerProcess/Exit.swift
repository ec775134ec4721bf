#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Ends the process without waiting for anything.
public func exitAtOnce(_ status: Int32) -> Never { _exit(status) }

/// Nothing is there yet that could be read again: a hangup must not end a program that is starting.
func ignoreHangup() { _ = signal(SIGHUP, SIG_IGN) }

/// Ends the process in good order: what `print` has kept back is written, what was registered with `atexit` runs.
func exitInOrder(_ status: Int32) -> Never { exit(status) }

/// Writes one line to standard error, control characters shown, not obeyed.
public func complain(_ line: String) {
    var printable = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
        printable.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    var bytes = Array(String(printable).utf8)
    bytes.append(0x0A)
    // A closed standard error leaves nobody to tell.
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
