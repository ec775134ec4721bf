import HTTPTypes
import SteelcutEndpoints

extension RequestHandler {
    /// Writes the endpoint's answer and turns to the next request.
    ///
    /// Where the connection has gone meanwhile, the answer is only logged.
    func answer(_ incoming: IncomingRequest, with response: EndpointResponse) {
        let isLast = incoming.head.isLast || isStopping && waitingHeads == 0
        guard case .answering = phase else { return note(incoming.asked, response) }
        phase = .idle  // before the write: it may bring more to read
        write(response, to: incoming.asked, isLast: isLast, isVersion1_0: incoming.head.isVersion1_0)
        if isLast { return finish(lingering: incoming.isCutShort) }
        advance()
    }

    /// Answers a request whose body is above the limit, and reads no more of it.
    func refuseOversized(_ incoming: IncomingRequest) {
        write(server.endpoint.respond(toOversized: incoming.head.request), to: incoming.asked, isLast: true)
        finish(lingering: true)
    }

    /// Answers what is no request, and reads no more.
    func refuse(_ refusal: UnreadableRequest, asked: Asked? = nil) {
        var asked = asked
        var refusal = refusal
        if case .reading(let incoming) = phase {
            asked = incoming.asked
            // Trailer fields are nothing that a client of ours could need so many of.
            if refusal.status == .requestHeaderFieldsTooLarge { refusal = .malformed }
        }
        write(server.endpoint.respond(to: refusal), to: asked ?? Asked(id: server.makeRequestID()), isLast: true)
        finish(lingering: true)
    }

    private func write(_ response: EndpointResponse, to asked: Asked, isLast: Bool, isVersion1_0: Bool = false) {
        let outgoing = OutgoingResponse(
            response: response, isHead: asked.method == "HEAD", date: server.date.now, requestID: asked.id,
            isLast: isLast, isVersion1_0: isVersion1_0)
        note(asked, response)
        deadlines.answered()
        writer?.write(outgoing)
    }

    private func note(_ asked: Asked, _ response: EndpointResponse) {
        server.log.note(asked, status: response.head.status.code, cause: response.cause)
    }
}
