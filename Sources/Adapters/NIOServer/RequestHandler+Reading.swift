import HTTPTypes
import NIOCore
import NIOHTTP1
import SteelcutEndpoints

extension RequestHandler {
    /// Takes a head: as the begin of a request, or to refuse it.
    func begin(_ head: HTTPRequestHead) {
        deadlines.requestBegan()
        let asked = Asked(id: server.makeRequestID(), method: head.method.rawValue, target: head.uri)
        do throws(UnreadableRequest) {
            let check = StrictHeadCheck(head)
            let length = try check.bodyLength()
            let expectsContinue = try check.expectsContinue()
            guard
                let head = IncomingRequest.Head(
                    head, isSecure: server.isSecure, offersUpgrade: check.offersUpgrade)
            else { throw .malformed }
            let incoming = IncomingRequest(head, asked: asked)
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
            try StrictHeadCheck(head).checkTarget()
            guard let head = IncomingRequest.Head(head, isSecure: server.isSecure, offersUpgrade: false) else {
                throw .malformed
            }
            let incoming = IncomingRequest(head, asked: asked)
            incoming.isCutShort = true
            phase = .reading(incoming)
            complete()
        } catch {
            refuse(error, asked: asked)
        }
    }

    /// Takes a piece of the body.
    func append(_ bytes: ByteBuffer) {
        guard case .reading(let incoming) = phase else { return }
        if bytes.readableBytes > server.limits.body - incoming.body.count { return refuseOversized(incoming) }
        incoming.body.append(contentsOf: bytes.readableBytesView)
    }

    /// The request is complete: the endpoint's turn, with all others that are.
    func complete() {
        guard case .reading(let incoming) = phase else { return }
        phase = .answering
        deadlines.requestCompleted()
        gate.requestCompleted(incoming)
        ready.append(self, with: incoming)
    }

    /// Takes a request whose head the one before had, too, and that has come whole.
    func take(_ head: IncomingRequest.Head, body: ByteBuffer) {
        let asked = Asked(
            id: server.makeRequestID(), method: head.request.method.rawValue, target: head.request.path)
        phase = .reading(IncomingRequest(head, asked: asked, body: Array(body.readableBytesView)))
        complete()
        gate.hold()
    }

    /// Has the endpoint answer.
    ///
    /// The task starts at once and on this thread; it leaves the event loop only where the endpoint suspends.
    func respond(to incoming: IncomingRequest, on loop: any EventLoop) {
        let endpoint = server.endpoint
        let (request, body) = (incoming.head.request, incoming.body)
        let here = NIOLoopBound((handler: self, incoming: incoming), eventLoop: loop)
        Task.immediate {
            let response = await endpoint.respond(to: request, body: body)
            if loop.inEventLoop {
                here.value.handler.answer(here.value.incoming, with: response)
            } else {
                loop.execute { here.value.handler.answer(here.value.incoming, with: response) }
            }
        }
    }
}
