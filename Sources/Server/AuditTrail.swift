import Logging
import SteelcutDomain
import SteelcutFiles
import SteelcutMemory
import SteelcutOpenSSL
import Synchronization

/// Writes acts into the audit trail, right after each.
///
/// An act that was done stays done where its event can't be written: that is said, and kept for whoever asks.
struct AuditTrail: Sendable {
    let log: any Ports.AuditLog
    let chain: AuditChain
    let clock: any Ports.Clock
    let actor: AuditActor
    let logger: Logger
    private let keyring: Keyring
    private let unrecorded = Unrecorded()

    /// Acts that are not in the trail, or perhaps not.
    private final class Unrecorded: Sendable {
        let acts = Mutex<[String]>([])
    }

    /// Writes on behalf of an actor; seals with the active key of `keyring`.
    init(
        log: any Ports.AuditLog, keyring: Keyring, digest: OpenSSLDigest, clock: any Ports.Clock, actor: AuditActor,
        logger: Logger
    ) {
        self.log = log
        self.keyring = keyring
        chain = AuditChain(digest: digest)
        self.clock = clock
        self.actor = actor
        self.logger = logger
    }

    /// Who runs this program.
    static var user: AuditActor {
        let user = OperatingSystemUser.current
        return .user(user.id, name: user.name)
    }

    /// Writes one event.
    func record(_ action: AuditAction, _ detail: [JSONMember]) async { await record([(action, detail)]) }

    /// Writes events, one directly behind the other.
    func record(_ acts: [(action: AuditAction, detail: [JSONMember])]) async {
        guard !acts.isEmpty else { return }
        let now = clock.now()
        let entries = acts.map { AuditEntry(at: now, by: actor, $0.action, $0.detail) }
        do throws(StoreFailure) { try await log.append(chain.record(entries)) } catch {
            for entry in entries { note("\(entry.action.rawValue) \(entry.detail)", error) }
        }
    }

    /// Does something and writes what it was; where the store fails meanwhile, nobody knows how far it got, and that is written.
    func recording<Value>(
        _ action: AuditAction, _ detail: [JSONMember], _ act: () async throws -> Value
    ) async throws -> Value {
        try await recording(action, detail, act) { _ in detail }
    }

    /// The same with a detail of what came of it.
    func recording<Value>(
        _ action: AuditAction, _ attempted: [JSONMember], _ act: () async throws -> Value,
        as detail: (Value) -> [JSONMember]
    ) async throws -> Value {
        let value: Value
        do {
            value = try await act()
        } catch {
            if Self.leavesOutcomeOpen(error) { await record(action, attempted + [JSONMember("failed", .bool(true))]) }
            throw error
        }
        await record(action, detail(value))
        return value
    }

    /// Writes a change of the keys, and seals the trail with the key that signs now.
    func recordKeyChange(_ action: AuditAction, _ detail: [JSONMember]) async {
        await recordKeyChanges([(action, detail)])
    }

    /// Writes changes of the keys, and seals the trail with the key that signs now.
    func recordKeyChanges(_ acts: [(action: AuditAction, detail: [JSONMember])]) async {
        await record(acts)
        await sealAfterKeyChange()
    }

    /// Seals the trail; where that fails, it is said.
    func sealAfterKeyChange() async {
        do throws(SealAuditTrail.Failure) { try await seal() } catch {
            // Before the first key signs there is nothing to sign with; the next change seals this one too.
            if case .noActiveKey = error { return }
            if case .nothingToSeal = error { return }
            note("the seal of the trail", error.storeFailure)
        }
    }

    /// Signs the head of the trail.
    @discardableResult
    func seal() async throws(SealAuditTrail.Failure) -> AuditSeal {
        let keys = KeySnapshot(store: keyring.keys, maker: keyring.maker, clock: clock)
        do throws(StoreFailure) { try await keys.refresh() } catch { throw .store(error) }
        return try await SealAuditTrail(log: log, keys: keys, chain: chain, clock: clock)(by: actor)
    }

    /// What was done and is not in the trail, or perhaps not, since this was asked last.
    func takeUnrecorded() -> [String] {
        unrecorded.acts.withLock { acts in
            defer { acts = [] }
            return acts
        }
    }

    private func note(_ act: String, _ failure: StoreFailure) {
        logger.error(
            "not in the audit trail: \(failure.code.rawValue)",
            metadata: ["act": "\(act)", "cause": "\(failure.cause)"])
        // An embedding program never asks: what it was told by its logger is not kept for ever.
        unrecorded.acts.withLock { if $0.count < 100 { $0.append("\(act) (\(failure.code.rawValue))") } }
    }
}

extension AuditTrail {
    /// Whether a store failed on the way, rather than refused before anything was done.
    private static func leavesOutcomeOpen(_ error: any Error) -> Bool {
        let failure: StoreFailure? =
            switch error {
            case let error as StoreFailure: error
            case ClientStoreError.failed(let failure): failure
            case KeyStoreError.failed(let failure): failure
            default: nil
            }
        return switch failure?.code {
        case .unavailable, .unknownOutcome, .failed: true
        case .notPermitted, .notInitialized, .tooNew, .corrupt, nil: false
        }
    }
}

extension SealAuditTrail.Failure {
    /// The failure in the store's terms.
    var storeFailure: StoreFailure {
        switch self {
        case .nothingToSeal: StoreFailure(.failed, cause: "there is no event yet")
        case .noActiveKey: StoreFailure(.failed, cause: "no key signs")
        case .signing(let cause): StoreFailure(.failed, cause: cause)
        case .store(let failure): failure
        }
    }
}
