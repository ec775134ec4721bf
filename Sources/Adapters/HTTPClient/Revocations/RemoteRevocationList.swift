public import Logging
public import SteelcutDomain
import Synchronization

/// What an issuer has revoked, by the signed list that it publishes, asked for again and again.
///
/// ```swift
/// let keys = try RemoteKeySet(.issuer(issuer), maker: OpenSSLVerifierMaker(), clock: SystemClock())
/// let revocations = try RemoteRevocationList(of: issuer, keys: keys, clock: SystemClock())
/// let verify = VerifyAccessToken(
///     keys: keys, clock: SystemClock(), issuer: issuer, audience: audience, revocations: revocations)
/// ```
///
/// `run()` asks every few seconds, and mostly hears that nothing is new (304). Where nobody runs it, a token has the list
/// asked for beside it, and waits for it where none was had for two times that long. A list that can't be had, or may
/// not be taken, leaves the last one in force; `Stale` says for how long. An issuer whose metadata name no list has none:
/// its tokens are good until they end.
public final class RemoteRevocationList: Ports.RevocationSource {
    /// What becomes of tokens while the list can't be had.
    public enum Stale: Hashable, Sendable {
        /// They are taken by what was known last, even where that is nothing.
        case accept
        /// They are taken by what was known last, so long after the list was missed twice; then, and before the first list
        /// was had, none is.
        case refuse(after: Duration)
    }

    private let source: RevocationListSource
    private let issuer: Issuer
    private let keys: any Ports.VerifierSource
    private let clock: any Ports.Clock
    private let stale: Stale
    private let sleep: @Sendable (Duration) async throws -> Void
    private let logger: Logger
    private let state: Mutex<State>

    private struct State: Sendable {
        var progress: RevocationListProgress
        var flight: Task<Void, Never>?
        /// How many run `run()`: then the requests needn't see to it that the list is asked for.
        var runners = 0
    }

    /// A list that is not known until it was fetched.
    ///
    /// - Parameters:
    ///   - issuer: Whose list it is.
    ///   - url: Where it is; `nil`: where `revocation_list_uri` of the issuer's metadata says.
    ///   - keys: The issuer's keys. Where the list names one that they don't have, they are asked as for a token, and so a
    ///     `RemoteKeySet` fetches its set again, within its own limit.
    ///   - clock: Says whether a list has expired, and how long none was had.
    ///   - poll: How often it is asked for: within this time what was revoked is heard of.
    ///   - stale: What becomes of tokens while it can't be had.
    ///   - connections: How the server is reached; up to `SignedRevocationList.largest` bytes are read.
    ///   - logger: Hears when the list can't be had and when it can again.
    ///   - sleep: Waits between fetches, and throws where the task is cancelled.
    /// - Throws: `ClientFailure.invalidURL` or `.insecureURL` for a URL that may not be asked.
    public init(
        of issuer: Issuer, at url: String? = nil, keys: any Ports.VerifierSource, clock: any Ports.Clock,
        poll: Duration = .seconds(5), stale: Stale = .refuse(after: .seconds(600)),
        connections: ConnectionSettings = ConnectionSettings(deadline: .seconds(5)),
        logger: Logger = Logger(label: "steelcut.revocations"),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) throws(ClientFailure) {
        source = try RevocationListSource(of: issuer, at: url, connections: connections)
        self.issuer = issuer
        self.keys = keys
        self.clock = clock
        self.stale = stale
        self.logger = logger
        self.sleep = sleep
        state = Mutex(State(progress: RevocationListProgress(poll: poll, isPromised: url != nil)))
    }

    /// Whether tokens can be judged by it, or in spite of it, and whether the list is stale or goes missing.
    public var health: (isKnown: Bool, degraded: Bool) {
        let progress = state.withLock { $0.progress }
        let misses = progress.failures > 0
        return (progress.isKnown || stale == .accept && misses, misses && (progress.isPromised || !progress.isKnown))
    }

    /// What is revoked, as far as it is known.
    ///
    /// - Throws: `RevocationsUnavailable` before the first list was had, and when it could not be had for too long.
    public func currentRevocations() async throws(RevocationsUnavailable) -> RevocationList {
        let now = clock.uptime()
        let (known, task) = state.withLock { state in
            (answer(state.progress, at: now), flightWhereNobodyRuns(&state, now))
        }
        guard let task else { return try known.get() }
        await task.value
        return try state.withLock { answer($0.progress, at: clock.uptime()) }.get()
    }

    /// Asks, waits and asks again, until the task is cancelled.
    public func run() async {
        state.withLock { $0.runners += 1 }
        defer { state.withLock { $0.runners -= 1 } }
        while !Task.isCancelled {
            await state.withLock { $0.flight ?? beginFetch(&$0) }.finish()
            let pause = state.withLock { $0.progress.pause(jitter: Self.jitter) }
            do { try await sleep(pause) } catch { return }
        }
    }

    /// Never longer than what was set: that is what hearing of a revocation may take.
    private static var jitter: Double { .random(in: 0.75...1) }

    private func answer(
        _ progress: RevocationListProgress, at now: Duration
    ) -> Result<RevocationList, RevocationsUnavailable> {
        let known = progress.followed?.current.list ?? RevocationList()
        guard case .refuse(let patience) = stale else {
            return progress.isKnown || progress.failures > 0
                ? .success(known) : .failure(RevocationsUnavailable(retryAfter: 1))
        }
        guard progress.isKnown else { return .failure(RevocationsUnavailable(retryAfter: 1)) }
        guard progress.missing(at: now).map({ $0 < patience }) ?? true else {
            return .failure(RevocationsUnavailable(retryAfter: Int(clamping: progress.poll.components.seconds)))
        }
        return .success(known)
    }

    /// The fetch that has to be waited for, where nobody runs `run()`; one that need not be is begun.
    private func flightWhereNobodyRuns(_ state: inout State, _ now: Duration) -> Task<Void, Never>? {
        guard state.runners == 0, state.progress.isDue(at: now) else { return nil }
        let task = state.flight ?? beginFetch(&state)
        return state.progress.isKnown && state.progress.missing(at: now) == nil ? nil : task
    }

    /// A task of its own, which doesn't end with the request that happened to begin it.
    private func beginFetch(_ state: inout State) -> Task<Void, Never> {
        let task = Task {
            await self.fetch()
            let now = self.clock.uptime()
            self.state.withLock { state in
                state.flight = nil
                state.progress.schedule(at: now, jitter: Self.jitter)
            }
        }
        state.flight = task
        return task
    }

    private func fetch() async {
        let progress = state.withLock { $0.progress }
        do throws(RevocationListFailure) {
            guard let url = try await listURL(progress) else {
                guard progress.followed == nil else { throw .gone }
                return hasNone()
            }
            state.withLock { $0.progress.promised(at: clock.uptime()) }
            let answer: RevocationListSource.Answer
            do throws(ClientFailure) {
                answer = try await source.list(at: url, unless: progress.entityTag(of: url, at: clock.now()))
            } catch { throw .client(error) }
            switch answer {
            case .unchanged: succeeded { $0.confirmed(at: url, at: $1) }
            case .list(let bytes, let entityTag):
                let next = try await followed(progress.followed, bytes)
                succeeded { $0.replaced(by: next, from: url, entityTag, at: $1) }
                if progress.followed == nil {
                    let count = next.current.list.count
                    logger.info(
                        "following the issuer's revocations", metadata: ["list": "\(url)", "count": "\(count)"])
                }
            }
        } catch { failed(error) }
    }

    private func listURL(_ progress: RevocationListProgress) async throws(RevocationListFailure) -> WebURL? {
        if let known = progress.url(at: clock.uptime()) { return known }
        do throws(ClientFailure) { return try await source.listURL() } catch { throw .client(error) }
    }

    private func followed(
        _ last: FollowedRevocations?, _ bytes: [UInt8]
    ) async throws(RevocationListFailure) -> FollowedRevocations {
        let next: SignedRevocationList
        do throws(BearerError) {
            next = try await SignedRevocationList(parsing: bytes, keys: keys, issuer: issuer, at: clock.now())
        } catch {
            guard case .invalidToken(let defect) = error else { throw .noKeys }
            throw .list(defect)
        }
        guard let last else { return FollowedRevocations(next) }
        do throws(TokenDefect) { return try await last.following(next, keys: keys) } catch { throw .list(error) }
    }

    private func hasNone() {
        let isNews = !state.withLock { $0.progress.isKnown }
        succeeded { $0.hasNone(at: $1) }
        if isNews { logger.notice("the issuer publishes no revocations: its tokens are good until they end") }
    }

    private func succeeded(_ change: (inout RevocationListProgress, Duration) -> Void) {
        let now = clock.uptime()
        let failures = state.withLock { state in
            let failures = state.progress.failures
            change(&state.progress, now)
            return failures
        }
        if failures > 0 { logger.notice("the issuer's revocations can be had again") }
    }

    private func failed(_ failure: RevocationListFailure) {
        // Whoever stops us has not found out anything about the server; keys that are waited for are told of elsewhere.
        if failure == .client(.cancelled) || failure == .noKeys { return }
        let (isKnown, failures) = state.withLock { state in
            state.progress.failed()
            return (state.progress.isKnown, state.progress.failures)
        }
        logger.log(
            level: failures == 1 ? .warning : .debug,
            isKnown
                ? "the issuer's revocations can't be had; what was known last stays in force"
                : "the issuer's revocations can't be had yet",
            metadata: ["cause": "\(failure)"])
    }
}
