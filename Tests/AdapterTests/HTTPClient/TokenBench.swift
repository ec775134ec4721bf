import SteelcutDomain
import SteelcutRawHTTP
import Synchronization

@testable import SteelcutClient

/// A token endpoint whose tokens are numbered, and a client of it, its time in the test's hands.
final class TokenBench: Sendable {
    let clock = ClientManualClock()
    private let script = Mutex<(answers: [ScriptedServer.Answer], gate: ClientGate?)>(([], nil))
    private let issued = Mutex(0)
    private let lifetime: String
    private let slept = Mutex<[Duration]>([])
    /// 0: renewal is at 75 % to the second.
    private let jitter = Mutex(0.0)

    /// How long the client has waited, each time.
    var waits: [Duration] { slept.withLock { $0 } }

    init(lifetime: Int? = 1000) { self.lifetime = lifetime.map { #","expires_in":\#($0)"# } ?? "" }

    /// What the next requests are answered instead of a token.
    func answer(next answers: ScriptedServer.Answer...) { script.withLock { $0.answers = answers } }

    /// Holds answers back until it is opened.
    func hold(with gate: ClientGate?) { script.withLock { $0.gate = gate } }

    func setJitter(_ value: Double) { jitter.withLock { $0 = value } }

    func serve() async throws -> ScriptedServer {
        try await ScriptedServer { request in
            let (answer, gate) = self.script.withLock { script in
                (script.answers.isEmpty ? nil : script.answers.removeFirst(), script.gate)
            }
            await gate?.pass()
            return answer ?? self.token()
        }
    }

    private func token() -> ScriptedServer.Answer {
        let number = issued.withLock { count in
            count += 1
            return count
        }
        return .json(#"{"access_token":"token-\#(number)","token_type":"Bearer"\#(lifetime)}"#)
    }

    /// A client whose waits let the time pass at once.
    func client(
        _ server: ScriptedServer, patience: Duration = .zero, cache: TokenCache? = nil
    ) throws -> TokenClient {
        try TokenClient(
            tokenURL: server.origin + "/token", credentials: .basic(id: "me", secret: "PRIVATE-canary"), cache: cache,
            patience: patience, connections: .patient, clock: clock,
            pacing: TokenClient.Pacing(
                sleep: { duration in
                    self.slept.withLock { $0.append(duration) }
                    self.clock.advance(duration)
                }, jitter: { self.jitter.withLock { $0 } }))
    }
}

extension TokenClient {
    /// The token's name.
    func name(scope: String? = nil) async throws(ClientFailure) -> String {
        try await token(scope: scope).accessToken.value
    }
}
