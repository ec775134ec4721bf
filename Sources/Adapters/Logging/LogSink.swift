import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes whole lines to a file descriptor, and never waits long for whoever reads them.
///
/// A reader that stalls costs one wait of a tenth of a second; after it lines are dropped, without waiting, until there
/// is room again, and a line then says how many were. A reader that has gone away costs nothing.
final class LogSink: Sendable {
    private struct State {
        /// Lines dropped since the last one that was written.
        var dropped = 0
        /// Whether the last line was cut short.
        var isMidLine = false
    }

    private let descriptor: Int32
    private let patience: Int32
    private let state = Mutex(State())

    /// Writes to an open descriptor, which it doesn't close.
    ///
    /// - Parameters:
    ///   - descriptor: The descriptor.
    ///   - patience: How many milliseconds a reader that has just stalled is waited for.
    init(descriptor: Int32, patience: Int32 = 100) {
        self.descriptor = descriptor
        self.patience = patience
    }

    /// Writes a line.
    ///
    /// - Parameters:
    ///   - line: The line with its end.
    ///   - notice: Makes the line that says how many were dropped before this one.
    func write(_ line: String, notice: (Int) -> String) {
        state.withLock { state in
            let wait = state.dropped == 0 ? patience : 0
            var text = line
            if state.dropped > 0 { text = (state.isMidLine ? "\n" : "") + notice(state.dropped) + line }
            let (written, total) = send(Array(text.utf8), wait)
            if written == total {
                state = State()
            } else {
                state.dropped += 1
                if written > 0 { state.isMidLine = true }
            }
        }
    }

    /// Sends bytes in pieces that a pipe takes at once (PIPE_BUF); the count of those sent, and of all.
    private func send(_ bytes: [UInt8], _ wait: Int32) -> (written: Int, total: Int) {
        var rest = bytes[...]
        while !rest.isEmpty, isWritable(within: wait) {
            let piece = rest.prefix(4096)
            let count = unsafe piece.withUnsafeBytes { unsafe Self.write(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            // EPIPE, EAGAIN, ENOSPC and the like: a log has nowhere to complain.
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        return (bytes.count - rest.count, bytes.count)
    }

    /// poll(2): a pipe counts as writable where it has room for PIPE_BUF bytes, a file always.
    private func isWritable(within wait: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&request, 1, wait) > 0 && request.revents & Int16(POLLOUT) != 0
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
