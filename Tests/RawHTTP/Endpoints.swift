public import HTTPTypes
import NIOCore
import NIOPosix
public import SteelcutEndpoints
import Synchronization

/// Answers with what was asked, and counts how often it was.
public struct EchoEndpoint: Endpoint {
    /// How many requests got as far as here.
    public let calls = Counter()

    /// Makes an endpoint that nobody has asked yet.
    public init() {}

    /// `METHOD path` and a line end, then the request's body.
    public func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        calls.next()
        let line = "\(request.method.rawValue) \(request.path ?? "")\n"
        return EndpointResponse(
            head: HTTPResponse(status: .ok, headerFields: [.contentType: "text/plain"]), body: Array(line.utf8) + body)
    }

    /// 413 with a body of its own.
    public func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        EndpointResponse(head: HTTPResponse(status: .contentTooLarge), body: Array("too large\n".utf8))
    }
}

/// Answers everything with the same response.
public struct FixedEndpoint: Endpoint {
    /// How many requests got as far as here.
    public let calls = Counter()
    private let response: EndpointResponse

    /// Takes the response.
    public init(_ response: EndpointResponse) { self.response = response }

    /// 200 with a body of so many bytes.
    public init(bytes: Int) { self.init(.ok, [:], [UInt8](repeating: 0x61, count: bytes)) }

    /// Takes status, fields and body.
    public init(_ status: HTTPResponse.Status = .ok, _ fields: HTTPFields = [:], _ body: [UInt8] = []) {
        response = EndpointResponse(head: HTTPResponse(status: status, headerFields: fields), body: body)
    }

    /// The response.
    public func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        calls.next()
        return response
    }

    /// The response.
    public func respond(toOversized request: HTTPRequest) -> EndpointResponse { response }
}

/// Suspends each request until a test lets it go on.
public struct SuspendingEndpoint: Endpoint {
    private let arrivals: AsyncStream<String?>
    private let arrived: AsyncStream<String?>.Continuation
    private let waiting = Waiting()

    /// Makes an endpoint that nobody waits for yet.
    public init() { (arrivals, arrived) = AsyncStream.makeStream(of: String?.self) }

    /// The path of the next request that has arrived; `nil` where none comes for thirty seconds.
    public func arrival() async -> String? {
        let timer = MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: .seconds(30)) { [arrived] in
            _ = arrived.yield(nil)
        }
        defer { timer.cancel() }
        var iterator = arrivals.makeAsyncIterator()
        return await iterator.next() ?? nil
    }

    /// Lets the requests that wait, and all that come, be answered.
    public func open() { waiting.open() }

    /// The path, once the test says so.
    public func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        arrived.yield(request.path ?? "")
        await waiting.wait()
        return EndpointResponse(head: HTTPResponse(status: .ok), body: Array((request.path ?? "").utf8))
    }

    /// 413.
    public func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        EndpointResponse(head: HTTPResponse(status: .contentTooLarge))
    }

    private final class Waiting: Sendable {
        private let state = Mutex<(isOpen: Bool, continuations: [CheckedContinuation<Void, Never>])>((false, []))

        func wait() async {
            await withCheckedContinuation { continuation in
                let isOpen = state.withLock { state in
                    if !state.isOpen { state.continuations.append(continuation) }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
            }
        }

        func open() {
            let continuations = state.withLock { state in
                state.isOpen = true
                defer { state.continuations = [] }
                return state.continuations
            }
            for continuation in continuations { continuation.resume() }
        }
    }
}
