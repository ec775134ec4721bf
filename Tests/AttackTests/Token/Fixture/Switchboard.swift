import HTTPTypes
import SteelcutEndpoints
import Synchronization

/// The one endpoint that a front end serves for all tests: the name a request calls it by says whose it is.
///
/// It notes what went in and what came out, so that a transport can tell whether the front end changed anything.
final class Switchboard: Endpoint {
    /// A request as the endpoint saw it, and its answer.
    struct Exchange {
        let request: HTTPRequest
        /// `nil` where it was above the limit.
        let body: [UInt8]?
        let response: EndpointResponse
    }

    private struct Line {
        let endpoint: any Endpoint
        /// What the test called the endpoint by.
        let authority: String?
        var exchanges: [Exchange] = []
    }

    private let state = Mutex((count: 0, lines: [String: Line]()))

    /// Connects an endpoint, and returns the host by which it is called until `disconnect`.
    func connect(_ endpoint: any Endpoint, as authority: String?) -> String {
        state.withLock { state in
            state.count += 1
            let host = "line-\(state.count).example"
            state.lines[host] = Line(endpoint: endpoint, authority: authority)
            return host
        }
    }

    /// Takes a line down, and returns what went over it.
    func disconnect(_ host: String) -> [Exchange] {
        state.withLock { $0.lines.removeValue(forKey: host)?.exchanges ?? [] }
    }

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        guard let (endpoint, called) = line(for: request) else { return Self.nobody }
        let response = await endpoint.respond(to: called, body: body)
        note(Exchange(request: called, body: body, response: response), on: request.authority)
        return response
    }

    func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        guard let (endpoint, called) = line(for: request) else { return Self.nobody }
        let response = endpoint.respond(toOversized: called)
        note(Exchange(request: called, body: nil, response: response), on: request.authority)
        return response
    }

    private static let nobody = EndpointResponse(head: HTTPResponse(status: .misdirectedRequest))

    private func line(for request: HTTPRequest) -> (endpoint: any Endpoint, request: HTTPRequest)? {
        guard let host = request.authority, let line = state.withLock({ $0.lines[host] }) else { return nil }
        var called = request
        called.authority = line.authority
        return (line.endpoint, called)
    }

    private func note(_ exchange: Exchange, on host: String?) {
        state.withLock { $0.lines[host ?? ""]?.exchanges.append(exchange) }
    }
}
