import SteelcutDomain
import Synchronization

/// Time that moves when a test says so.
final class MemoryClock: Ports.Clock {
    private let elapsed = Mutex<Duration>(.seconds(1_000))

    func now() -> Timestamp { Timestamp(seconds: 1_700_000_000 + Int(uptime().components.seconds)) }
    func uptime() -> Duration { elapsed.withLock { $0 } }
    func advance(by duration: Duration) { elapsed.withLock { $0 += duration } }
}

struct MemoryRandomness: Ports.Randomness {
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
}

struct MemoryNoRandomness: Ports.Randomness {
    func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8] { throw RandomnessFailure() }
}

/// Anything but a digest, and injective: what is told apart here is told apart by SHA-256.
struct MemoryDigest: Ports.Digest {
    func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes }
    func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] { key + bytes }
}

/// Where calls wait until a test lets them go on.
final class MemoryGate: Sendable {
    private struct State {
        var isOpen = true
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func close() { state.withLock { $0.isOpen = false } }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Lets whoever comes pass, and leaves those who wait where they are.
    func openForOthers() { state.withLock { $0.isOpen = true } }

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

/// Fits a secret to the hash `$` + secret, counts, and fails when told to.
final class MemoryHasher: Ports.Hasher {
    struct State {
        var verified = 0
        var hashed = 0
        var failure: HasherFailure?
        var outdated: Set<SecretHash> = []
    }

    let gate = MemoryGate()
    let state = Mutex(State())

    var verified: Int { state.withLock { $0.verified } }
    var hashed: Int { state.withLock { $0.hashed } }

    func hash(_ secret: ClientSecret) async throws(HasherFailure) -> SecretHash {
        state.withLock { $0.hashed += 1 }
        return secret.withBytes { Memory.hash(String(decoding: $0, as: UTF8.self) + "'") }
    }

    func verify(_ check: SecretCheck) async throws(HasherFailure) -> Bool {
        let failure = state.withLock { state in
            state.verified += 1
            return state.failure
        }
        await gate.pass()
        if let failure { throw failure }
        return check.secret.withBytes { Memory.hash(String(decoding: $0, as: UTF8.self)) == check.hash }
    }

    func decoy(for presentedID: String) -> SecretHash { Memory.hash("decoy") }
    func isOutdated(_ hash: SecretHash) -> Bool { state.withLock { $0.outdated.contains(hash) } }
}

enum Memory {
    /// Any text of a test fits; what doesn't makes the hash of nothing.
    static func hash(_ text: String) -> SecretHash {
        guard let hash = SecretHash(encoded: "$" + text) else { fatalError("not a hash: \(text)") }
        return hash
    }

    static func id(_ text: String) -> ClientID {
        guard let id = ClientID(parsing: text) else { fatalError("not an ID: \(text)") }
        return id
    }

    static func owner(_ client: String = "client") -> SecretCheck.Owner {
        SecretCheck.Owner(client: id(client), secretID: "0123456789abcdef")
    }

    static func check(
        _ secret: String, against stored: String = "right", id: String = "client",
        lane: SecretCheck.Lane = .unnamed, isStored: Bool = true
    ) -> SecretCheck {
        SecretCheck(
            presentedID: id, secret: ClientSecret(presented: secret), hash: hash(stored), lane: lane,
            owner: isStored ? owner() : nil)
    }

    struct Late: Error {}

    /// Waits for something that another task brings about.
    static func eventually(_ condition: () async -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while await !condition() {
            guard ContinuousClock.now < deadline else { throw Late() }
            await Task.yield()
        }
    }
}
