import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct IssuerDiscoveryTests {
    private static let metadata = "/.well-known/oauth-authorization-server"

    private final class Place: Sendable {
        private let path: Mutex<String>
        init(_ path: String) { self.path = Mutex(path) }
        var value: String {
            get { path.withLock { $0 } }
            set { path.withLock { $0 = newValue } }
        }
    }

    /// An issuer whose token endpoint stands where `place` says.
    private func issuer(_ place: Place) async throws -> ScriptedServer {
        try await ScriptedServer { request in
            let origin = "http://" + (request.field("host") ?? "")
            let path = place.value
            if request.path.hasPrefix(Self.metadata) {
                let tenant = request.path.dropFirst(Self.metadata.count)
                return .json(#"{"issuer":"\#(origin)\#(tenant)","token_endpoint":"\#(origin)\#(path)"}"#)
            }
            guard request.path == path else { return ScriptedServer.Answer(404) }
            return .json(#"{"access_token":"of\#(path)","token_type":"Bearer","expires_in":3600}"#)
        }
    }

    private func client(_ issuer: String, _ clock: ClientManualClock) throws -> TokenClient {
        try TokenClient(
            issuer: issuer, credentials: .basic(id: "me", secret: "PRIVATE-canary"), connections: .patient,
            clock: clock)
    }

    @Test func `the token endpoint is read from the metadata, once for all`() async throws {
        let server = try await issuer(Place("/t"))
        let clock = ClientManualClock()
        let client = try client(server.origin + "/tenant", clock)
        try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<5 { group.addTask { try await client.name(scope: "s\(number)") } }
            for try await token in group { #expect(token == "of/t") }
        }
        #expect(server.count(Self.metadata + "/tenant") == 1)
        #expect(server.count("/t") == 5)
        clock.advance(.seconds(3600))
        #expect(try await client.name(scope: "another") == "of/t")
        #expect(server.count(Self.metadata + "/tenant") == 2)
    }

    @Test func `an endpoint that has moved is found by the next call`() async throws {
        let place = Place("/old")
        let server = try await issuer(place)
        let client = try client(server.origin, ClientManualClock())
        #expect(try await client.name() == "of/old")
        place.value = "/new"
        await #expect(throws: ClientFailure.self) { try await client.name(scope: "a") }
        #expect(try await client.name(scope: "a") == "of/new")
    }

    @Test(arguments: ["", "as.example", "https://as.example/?x", "https://u@as.example", "file:///x", "https://as#f"])
    func `what is no issuer is refused at once`(_ issuer: String) {
        #expect(throws: ClientFailure.invalidURL) { try client(issuer, ClientManualClock()) }
    }

    @Test func `an issuer without token endpoint has none`() async throws {
        let server = try await ScriptedServer { request in
            .json(#"{"issuer":"http://\#(request.field("host") ?? "")"}"#)
        }
        let client = try client(server.origin, ClientManualClock())
        await #expect(throws: ClientFailure.malformedResponse(.tokenURL)) { try await client.name() }
    }
}
