import NIOCore
import NIOPosix

extension HTTPListener {
    /// Returns once each event loop that serves has come round: none of them is stuck.
    ///
    /// - Throws: What keeps a loop from answering: it has ended.
    public func answers() async throws {
        for loop in Self.loops.makeIterator() { try await loop.submit {}.get() }
    }
}
