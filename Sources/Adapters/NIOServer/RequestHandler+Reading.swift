import NIOCore
import NIOHTTP1
import SteelcutEndpoints

extension RequestHandler {
    /// Takes a head: as the begin of a request, or to refuse it.
    func begin(_ head: HTTPRequestHead) {
        deadlines.requestBegan()
        let asked = Asked(id: server.makeRequestID(), method: head.method.rawValue, target: head.uri)
        do throws(UnreadableRequest) {
            let length = try StrictHeadCheck.bodyLength(of: head)
            let expectsContinue = try StrictHeadCheck.expectsContinue(head)
            guard let incoming = IncomingRequest(head, asked: asked, isSecure: server.isSecure) else {
                throw .malformed
            }
            phase = .reading(incoming)
            if case .known(let bytes) = length, bytes > server.limits.body { return refuseOversized(incoming) }
            if expectsContinue, length != .none { writer?.writeContinue() }
        } catch {
            refuse(error, asked: asked)
        }
    }

    /// Has the endpoint refuse a method that the parser does not know; nothing more can be read after it.
    func refuseMethod(of head: HTTPRequestHead) {
        deadlines.requestBegan()
        let asked = Asked(id: server.makeRequestID(), method: head.method.rawValue, target: head.uri)
        do throws(UnreadableRequest) {
            try StrictHeadCheck.checkTarget(head)
            guard var incoming = IncomingRequest(head, asked: asked, isSecure: server.isSecure) else {
                throw .malformed
            }
            incoming.isCutShort = true
            phase = .reading(incoming)
            complete()
        } catch {
            refuse(error, asked: asked)
        }
    }

    /// Takes a piece of the body.
    func append(_ bytes: ByteBuffer) {
        guard case .reading(var incoming) = phase else { return }
        if bytes.readableBytes > server.limits.body - incoming.body.count { return refuseOversized(incoming) }
        phase = .idle  // gives up the other reference to the body, so that it needn't be copied
        incoming.body.append(contentsOf: bytes.readableBytesView)
        phase = .reading(incoming)
    }

    /// The request is complete: the endpoint's turn.
    ///
    /// The task starts at once and on this thread; it leaves the event loop only where the endpoint suspends.
    func complete() {
        guard case .reading(let incoming) = phase, let loop = writer?.loop else { return }
        phase = .answering
        deadlines.requestCompleted()
        gate.requestCompleted()
        let endpoint = server.endpoint
        let here = NIOLoopBound(self, eventLoop: loop)
        Task.immediate {
            let response = await endpoint.respond(to: incoming.request, body: incoming.body)
            if loop.inEventLoop {
                here.value.answer(incoming, with: response)
            } else {
                loop.execute { here.value.answer(incoming, with: response) }
            }
        }
    }
}
