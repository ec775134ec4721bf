#if Hummingbird
import SteelcutEndpoints
import Hummingbird
import NIOCore

/// Reads a request's body whole, within its limits.
enum RequestBytes {
    /// The bytes; `nil` where there are more than the limit.
    ///
    /// What is left of a body that is too long is read by Hummingbird, and dropped.
    ///
    /// - Throws: `UnreadableRequest.tooLate`, `UnreadableRequest.cutShort`, or what reading throws.
    static func read(
        _ body: RequestBody, length: StrictHead.BodyLength, limits: MountLimits
    ) async throws -> [UInt8]? {
        if length == .none { return [] }
        let bytes = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { try await collect(body, atMost: limits.body) }
            group.addTask {
                try await Task.sleep(for: limits.requestTime)
                throw UnreadableRequest.tooLate
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        // A connection that ends early looks like the end of the body.
        if case .known(let length) = length, let bytes, bytes.count != length { throw UnreadableRequest.cutShort }
        return bytes
    }

    private static func collect(_ body: RequestBody, atMost limit: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        for try await part in body {
            guard part.readableBytes <= limit - bytes.count else { return nil }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}
#endif
