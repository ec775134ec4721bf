import HTTPTypes
import Hummingbird
import SteelcutHummingbird
import SteelcutRawHTTP
import Testing

/// A mounted endpoint answers for its own paths and for no others.
@Suite struct MountedBesideOthers {
    @Test func `routes of the app are the app's`() async throws {
        let endpoint = try TokenFixture(over: .direct).endpoint
        try await HummingbirdUnderTest.with(
            endpoint, answersEverything: false,
            routes: { $0.get("hello") { _, _ in "hello" } },
            { port in
                for (path, status, text) in [
                    ("/hello", 200, "hello"), ("/token", 405, nil), ("/token/", 404, ""), ("/nothing", 404, ""),
                ] as [(String, Int, String?)] {
                    let request = HTTPRequest(method: .get, scheme: "http", authority: "a", path: path)
                    let response = try await RawRequest.send(request, to: port)
                    #expect(response.status == status, "\(path)")
                    if let text { #expect(response.text == text) }
                }
            })
    }

    /// One byte after the other, for ever: the time is that of the request, not that between two bytes.
    @Test func `a body that does not arrive is not waited for`() async throws {
        let endpoint = try TokenFixture(over: .direct).endpoint
        try await HummingbirdUnderTest.with(endpoint, limits: MountLimits(requestTime: .milliseconds(300))) { port in
            let client = try await RawClient.connect(
                to: port, sending: "POST /token HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
            client.drip(UInt8(ascii: "a"), every: .milliseconds(50))
            #expect(try await client.response().status == 408)
            client.close()
        }
    }

    @Test func `a body that ends too early is not looked at`() async throws {
        let fixture = try TokenFixture(over: .direct)
        let body = "grant_type=client_credentials&client_id=good&client_secret=x"
        try await HummingbirdUnderTest.with(fixture.endpoint) { port in
            let client = try await RawClient.connect(
                to: port,
                sending: """
                    POST /token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                    Content-Length: 1000\r\n\r\n\(body)
                    """)
            try await client.halfClose()
            let answer = String(decoding: try await client.rest(), as: UTF8.self)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"))
        }
        #expect(fixture.hasher.checks.isEmpty)
        #expect(fixture.clients.lookups.isEmpty)
    }
}
