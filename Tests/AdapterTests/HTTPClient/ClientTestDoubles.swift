import Foundation
import NIOCore
import NIOPosix
import SteelcutClient
import SteelcutDomain
import SteelcutOpenSSL
import Synchronization
import Testing

/// A clock that stands still until it is moved.
final class ClientManualClock: Ports.Clock {
    private let moment = Mutex((wall: 1_763_756_400, up: Duration.seconds(1000)))

    func now() -> Timestamp { Timestamp(seconds: moment.withLock { $0.wall }) }
    func uptime() -> Duration { moment.withLock { $0.up } }

    func advance(_ duration: Duration) {
        moment.withLock {
            $0.wall += Int(duration.components.seconds)
            $0.up += duration
        }
    }

    func setWallBack(_ seconds: Int) { moment.withLock { $0.wall -= seconds } }
}

/// A sleep that ends when the test says so, or by cancellation.
final class ClientManualSleep: Sendable {
    private let wishes = Mutex<[Duration]>([])
    private let (stream, alarm) = AsyncStream<Void>.makeStream()

    /// How long was asked for, so far.
    var asked: [Duration] { wishes.withLock { $0 } }

    func wake() { alarm.yield() }

    func callAsFunction(_ duration: Duration) async throws {
        wishes.withLock { $0.append(duration) }
        var iterator = stream.makeAsyncIterator()
        if await iterator.next() == nil { throw CancellationError() }
    }
}

/// Holds whoever comes until it is opened.
final class ClientGate: Sendable {
    private let (stream, continuation) = AsyncStream<Void>.makeStream()
    private let came = Mutex(0)

    /// How many have come.
    var arrivals: Int { came.withLock { $0 } }

    func open() { continuation.finish() }

    func pass() async {
        came.withLock { $0 += 1 }
        for await _ in stream {}
    }
}

/// Waits until something holds; records an issue where it doesn't within a minute.
///
/// Looks again every few milliseconds by an event loop's timer: spinning would take the threads that the rest needs.
func eventually(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while !condition() {
        try #require(ContinuousClock.now < end, what, sourceLocation: sourceLocation)
        try await MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: .milliseconds(2)) {}.futureResult.get()
    }
}

/// Runs `work` beside `body`, and ends it with it.
func running(
    _ work: @escaping @Sendable () async -> Void, while body: () async throws -> Void
) async throws {
    let task = Task { await work() }
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    task.cancel()
    await task.value
    try outcome.get()
}

extension ConnectionSettings {
    /// For tests that are not about time: a busy machine must not fail them.
    static let patient = ConnectionSettings(deadline: .seconds(60))
}

/// A folder of its own for one test, removed with it.
final class ClientTestFolder: Sendable {
    let path = NSTemporaryDirectory() + "steelcut-client-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}

/// A key of an issuer.
struct ClientTestKey: Sendable {
    let signer: any Ports.Signer
    let publicKey: JSONWebKey

    init(_ algorithm: SignatureAlgorithm = .es256) throws {
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        let key = try maker.makeKey(for: algorithm)
        publicKey = try maker.publicKey(of: key, for: algorithm)
        signer = try maker.signer(for: key, algorithm: algorithm)
    }

    var id: KeyID { signer.keyID }
}

func clientKeySet(_ keys: ClientTestKey...) -> String {
    String(decoding: JSONWriter.write(JSONWebKeySet(keys.map(\.publicKey)).json), as: UTF8.self)
}
