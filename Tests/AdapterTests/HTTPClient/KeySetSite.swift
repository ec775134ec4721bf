import Logging
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import Synchronization
import Testing

/// A server with a key set, and a source that fetches it, their times in the test's hands.
final class KeySetSite: Sendable {
    static let keys = "/keys"
    static let metadata = "/.well-known/oauth-authorization-server"

    private let answers = Mutex<[String: ScriptedServer.Answer]>([:])
    private let gate = Mutex<ClientGate?>(nil)
    let clock = ClientManualClock()
    let sleep = ClientManualSleep()

    init(_ answers: [String: ScriptedServer.Answer] = [:]) { self.answers.withLock { $0 = answers } }

    /// What is answered at a path.
    subscript(path: String) -> ScriptedServer.Answer {
        get { answers.withLock { $0[path] } ?? ScriptedServer.Answer(404) }
        set { answers.withLock { $0[path] = newValue } }
    }

    /// Holds answers back, made already, until it is opened.
    func hold(with gate: ClientGate?) { self.gate.withLock { $0 = gate } }

    func serve() async throws -> ScriptedServer {
        try await ScriptedServer { request in
            let answer = self[request.path]
            await self.gate.withLock { $0 }?.pass()
            return answer
        }
    }

    func source(_ location: KeySetLocation, _ connections: ConnectionSettings = .patient) throws -> RemoteKeySet {
        try RemoteKeySet(
            location, maker: OpenSSLVerifierMaker(), clock: clock, connections: connections,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, sleep: { try await self.sleep($0) })
    }

    /// Runs a source until it has had its first set and sleeps, then `body`.
    func withKeys(
        _ connections: ConnectionSettings = .patient, _ body: (ScriptedServer, RemoteKeySet) async throws -> Void
    ) async throws {
        let server = try await serve()
        let source = try source(.url(server.origin + Self.keys), connections)
        try await running(source.run) {
            try await eventually("the first set comes") { self.sleep.asked.count == 1 }
            try #require(source.health == (true, false))
            try await body(server, source)
        }
    }

    /// Lets `run()` fetch once more, and holds the answer back, made already, until the gate is opened.
    func heldFetch() async throws -> ClientGate {
        let gate = ClientGate()
        hold(with: gate)
        sleep.wake()
        try await eventually("the background fetch is under way") { gate.arrivals == 1 }
        return gate
    }

    /// Lets `run()` fetch once more and sleep again.
    func fetchAgain() async throws {
        let count = sleep.asked.count
        sleep.wake()
        try await eventually("it is fetched again") { self.sleep.asked.count == count + 1 }
    }
}

extension RemoteKeySet {
    /// The names of the verifiers it gives.
    func names(_ keyID: KeyID?) async throws -> [KeyID?] { try await verifiers(named: keyID).map(\.keyID) }
}
