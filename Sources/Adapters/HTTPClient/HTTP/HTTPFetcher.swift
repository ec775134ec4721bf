import AsyncHTTPClient
#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SteelcutDomain
import SteelcutSystemClock

/// Exchanges one request for one whole answer, within the settings' bounds.
struct HTTPFetcher: Sendable {
    let settings: ConnectionSettings
    /// Says when an answer came.
    var clock: any Ports.Clock = SystemClock()

    /// One pool for the process, never shut down.
    private static let client: AsyncHTTPClient.HTTPClient = {
        var configuration = AsyncHTTPClient.HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        // Shorter than what servers keep an idle connection for: a POST on one that is just being closed would fail.
        configuration.connectionPool.idleTimeout = .seconds(10)
        // Whoever asks decides when to ask again.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.tlsConfiguration = tls(nil)
        return AsyncHTTPClient.HTTPClient(configuration: configuration)
    }()

    private static func tls(_ authorities: String?) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let authorities { tls.additionalTrustRoots = [.file(authorities)] }
        return tls
    }

    /// Fetches `url` with these header fields.
    ///
    /// - Throws: `ClientFailure`, `.redirect` for every 3xx but 304 among it.
    func get(_ url: WebURL, _ fields: HTTPHeaders) async throws(ClientFailure) -> HTTPAnswer {
        try await exchange(request(.GET, url, fields))
    }

    /// Sends a body of this type to `url`, or none.
    ///
    /// - Throws: `ClientFailure`, `.redirect` for every 3xx but 304 among it.
    func send(
        _ method: HTTPMethod, _ url: WebURL, _ fields: HTTPHeaders, body: [UInt8], contentType: String?
    ) async throws(ClientFailure) -> HTTPAnswer {
        var request = request(method, url, fields)
        if let contentType {
            request.headers.replaceOrAdd(name: "Content-Type", value: contentType)
            request.body = .bytes(body)
        }
        return try await exchange(request)
    }

    /// Sends a form to `url`.
    ///
    /// - Throws: `ClientFailure`, `.redirect` for every 3xx but 304 among it.
    func post(_ form: [UInt8], to url: WebURL, _ fields: HTTPHeaders) async throws(ClientFailure) -> HTTPAnswer {
        try await send(.POST, url, fields, body: form, contentType: "application/x-www-form-urlencoded")
    }

    private func request(_ method: HTTPMethod, _ url: WebURL, _ fields: HTTPHeaders) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url.description)
        request.method = method
        request.headers = fields
        request.headers.replaceOrAdd(name: "User-Agent", value: "steelcut")
        if let authorities = settings.certificateAuthorities { request.tlsConfiguration = Self.tls(authorities) }
        return request
    }

    private func exchange(_ request: HTTPClientRequest) async throws(ClientFailure) -> HTTPAnswer {
        let answer: HTTPAnswer
        do {
            answer = try await beforeDeadline { try await self.answer(to: request) }
        } catch { throw failure(of: error) }
        guard !(300..<400).contains(answer.status) || answer.status == 304 else {
            throw .redirect(status: answer.status)
        }
        return answer
    }

    private func answer(to request: HTTPClientRequest) async throws -> HTTPAnswer {
        let response = try await Self.client.execute(request, deadline: .distantFuture)
        let body = try await response.body.collect(upTo: settings.largestBody)
        return HTTPAnswer(
            status: Int(response.status.code), headers: response.headers, body: Array(body.readableBytesView),
            received: clock.now())
    }

    /// Cancels what takes too long: the HTTP client's own deadline ends with the answer's head.
    private func beforeDeadline(
        _ body: @escaping @Sendable () async throws -> HTTPAnswer
    ) async throws -> HTTPAnswer {
        try await withThrowingTaskGroup(of: HTTPAnswer?.self) { group in
            group.addTask { try await body() }
            group.addTask { [deadline = settings.deadline] in
                try await Task.sleep(for: deadline)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let answer = first else {
                throw ClientFailure.unreachable(.timedOut)
            }
            return answer
        }
    }

    private func failure(of error: any Error) -> ClientFailure {
        if Task.isCancelled { return .cancelled }
        return switch error {
        case let failure as ClientFailure: failure
        case is NIOTooManyBytesError: .tooLarge
        case is NIOConnectionError, is ChannelError: .unreachable(.noConnection)
        case let error as IOError: .unreachable(Self.endings.contains(error.errnoCode) ? .interrupted : .noConnection)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: .unreachable(.noTrust)
        case HTTPParserError.invalidEOFState: .unreachable(.interrupted)
        case is HTTPParserError: .malformedResponse(.notHTTP)
        case let error as HTTPClientError where error == .invalidURL: .invalidURL
        case let error as HTTPClientError where [.connectTimeout, .tlsHandshakeTimeout].contains(error):
            .unreachable(.timedOut)
        default: .unreachable(.interrupted)
        }
    }

    /// How a connection that was there ends.
    private static let endings: Set<CInt> = [ECONNRESET, ECONNABORTED, EPIPE]
}
