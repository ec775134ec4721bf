import NIOCore

/// The requests of one event loop that have been read to their end: the endpoint answers them together, once all that has
/// come was read.
///
/// First many are read, then as many answered, then as many answers sent: each of the three takes code and data enough to
/// drive what the others need out of the processor's caches (Docs/Decisions/0016-requests-together.md).
///
/// Lives on its event loop.
final class ReadyRequests {
    /// How many are answered before their answers are sent: the first waits for the last.
    private static let most = 32

    private let loop: any EventLoop
    private var requests = CircularBuffer<(handler: RequestHandler, request: IncomingRequest)>()
    private var answered: [RequestHandler] = []
    private var isScheduled = false

    init(loop: any EventLoop) { self.loop = loop }

    /// Adds one to those that are answered next.
    func append(_ handler: RequestHandler, with request: IncomingRequest) {
        requests.append((handler, request))
        schedule()
    }

    /// What is executed on a loop has its turn after what the system has told the loop of.
    private func schedule() {
        guard !isScheduled else { return }
        isScheduled = true
        loop.assumeIsolated().execute { self.answer() }
    }

    private func answer() {
        // What a connection has pipelined follows in the same turn, as far as it goes.
        while answered.count < Self.most, let (handler, request) = requests.popFirst() {
            answered.append(handler)
            handler.writer?.isGathering = true
            handler.respond(to: request, on: loop)
        }
        for handler in answered {
            handler.writer?.isGathering = false
            handler.writer?.flush()
        }
        answered.removeAll(keepingCapacity: true)
        isScheduled = false
        if !requests.isEmpty { schedule() }
    }
}
