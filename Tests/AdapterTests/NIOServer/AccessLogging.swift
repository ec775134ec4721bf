import HTTPTypes
import InMemoryLogging
import Logging
import SteelcutEndpoints
import SteelcutRawHTTP
import Testing

@testable import SteelcutNIOServer

@Suite struct AccessLogging {
    private func entries(
        of endpoint: any Endpoint, level: Logger.Level = .info, asking request: String
    ) async throws -> [InMemoryLogHandler.Entry] {
        let handler = InMemoryLogHandler()
        var logger = Logger(label: "test") { _ in handler }
        logger.logLevel = level
        try await ServerUnderTest.with(endpoint, logger: logger) { server in
            let client = try await RawClient.connect(to: server.port, sending: request)
            _ = try await client.response()
        }
        return handler.entries.filter { $0.message == "request answered" }
    }

    @Test func `a line tells method, path, status, duration and request id`() async throws {
        let entries = try await entries(
            of: EchoEndpoint(), asking: "GET /token HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(entries.count == 1)
        let entry = try #require(entries.first)
        #expect(entry.level == .info)
        #expect(entry.metadata["method"] == "GET")
        #expect(entry.metadata["path"] == "/token")
        #expect(entry.metadata["status"]?.description == "200")
        #expect(entry.metadata["request-id"] == "request-1")
        #expect(entry.metadata["duration-us"] != nil)
        #expect(entry.metadata.count == 5)
    }

    @Test func `query, fields and body stay out of it at every level`() async throws {
        let entries = try await entries(
            of: EchoEndpoint(), level: .trace,
            asking: "POST /token?client_secret=canary HTTP/1.1\r\nHost: canary\r\nAuthorization: Basic canary\r\n"
                + "X-Request-Id: canary\r\nContent-Length: 6\r\n\r\ncanary")
        #expect(!entries.isEmpty)
        for entry in entries { #expect(!"\(entry)".contains("canary")) }
    }

    @Test(arguments: [(200, Logger.Level.info), (401, .info), (500, .error), (502, .error), (503, .warning)])
    func `a failure of ours stands out, with its cause`(status: Int, level: Logger.Level) async throws {
        let endpoint = FixedEndpoint(
            EndpointResponse(head: HTTPResponse(status: .init(code: status)), cause: "the store is away"))
        let entries = try await entries(of: endpoint, asking: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(entries.map(\.level) == [level])
        #expect(entries.first?.metadata["cause"] == "the store is away")
    }

    @Test func `a refusal is noted with its reason`() async throws {
        let entries = try await entries(of: EchoEndpoint(), asking: "GET / HTTP/1.1\r\n\r\n")
        #expect(entries.first?.metadata["status"]?.description == "400")
        #expect(entries.first?.metadata["path"] == "/")
        #expect(entries.first?.metadata["cause"] == "The request needs exactly one valid Host field")
    }

    @Test(arguments: [
        ("/a?b=c", "/a"), ("?b", ""), ("/a\r\nb", "/a\\x0d\\x0ab"), ("/\u{1b}[31m", "/\\x1b[31m"),
        ("/é \u{7f}", "/\\xc3\\xa9\\x20\\x7f"),
        (String(repeating: "a", count: 256), String(repeating: "a", count: 256)),
        (String(repeating: "a", count: 257), String(repeating: "a", count: 256) + "…"),
        (String(repeating: "a", count: 256) + "?b", String(repeating: "a", count: 256)),
    ])
    func `a path can do a log no harm`(target: String, path: String) {
        #expect(AccessLog.path(of: target) == path)
    }
}
