public import Logging
public import SteelcutDomain
import SteelcutMemory
import Synchronization

/// An issuer's public keys, fetched over HTTP and fetched again as they change.
///
/// ```swift
/// let keys = try RemoteKeySet(.issuer(issuer), maker: OpenSSLVerifierMaker(), clock: SystemClock())
/// let verify = VerifyAccessToken(keys: keys, clock: SystemClock(), issuer: issuer, audience: audience)
/// ```
///
/// `run()` fetches the first set, trying until it works, and fetches again at half the set's `max-age`. Where nobody
/// runs it, the first token waits for the first set, and later ones have the set fetched again beside them. A token that
/// names an unknown key causes one more fetch, at most every 10 s for all tokens together, and all that name an unknown
/// one meanwhile wait for it, unless fetching fails at present. A fetch that fails, or that brings no usable key, leaves
/// the last good set in use for as long as it takes.
public final class RemoteKeySet: Ports.VerifierSource {
    private let source: KeySetSource
    private let keys: VerifierSnapshot
    private let clock: any Ports.Clock
    private let sleep: @Sendable (Duration) async throws -> Void
    private let logger: Logger
    private let state: Mutex<State>

    private struct State: Sendable {
        var progress = KeySetProgress()
        var flight: Task<Void, Never>?
        /// The fetch for the sake of an unknown key, from when it was claimed.
        var refetch: Task<Void, Never>?
        /// How many run `run()`: then the requests needn't see to it that keys are fetched.
        var runners = 0
    }

    /// A key set that has no keys until they were fetched.
    ///
    /// - Parameters:
    ///   - location: Where it comes from.
    ///   - maker: Parses the keys.
    ///   - clock: Its `uptime()` bounds how often is fetched.
    ///   - connections: How the server is reached.
    ///   - logger: Hears when fetching begins to fail and when it works again.
    ///   - sleep: Waits between fetches, and throws where the task is cancelled.
    /// - Throws: `ClientFailure.invalidURL` or `.insecureURL` for a URL that may not be asked.
    public init(
        _ location: KeySetLocation, maker: any Ports.VerifierMaker, clock: any Ports.Clock,
        connections: ConnectionSettings = ConnectionSettings(deadline: .seconds(5)),
        logger: Logger = Logger(label: "steelcut.keys"),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) throws(ClientFailure) {
        source = try KeySetSource(location, fetcher: HTTPFetcher(settings: connections))
        keys = VerifierSnapshot(maker: maker)
        self.clock = clock
        self.logger = logger
        self.sleep = sleep
        state = Mutex(State())
    }

    /// Whether there are keys, and whether the last fetch failed, so that they may be old ones.
    public var health: (hasKeys: Bool, degraded: Bool) {
        state.withLock { ($0.progress.hasKeys, $0.progress.hasKeys && $0.progress.failures > 0) }
    }

    /// The key of that name, or none; all of them where no name is given.
    ///
    /// Suspends only where the name is unknown and a fetch is under way or may be begun for it, and, where nobody runs
    /// `run()`, for the first set.
    ///
    /// - Throws: `KeysUnavailable` while no key set was ever had.
    public func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        await fetchWhereNobodyRuns()
        let known = try await current(keyID)
        guard known.isEmpty else { return known }
        await fetchForUnknown(keyID)?.value
        return try await current(keyID)
    }

    /// Fetches, waits and fetches again, until the task is cancelled.
    public func run() async {
        state.withLock { $0.runners += 1 }
        defer {
            state.withLock { state in
                state.runners -= 1
                state.refetch?.cancel()
            }
        }
        while !Task.isCancelled {
            await fetching().finish()
            let pause = state.withLock { $0.progress.pause(jitter: .random(in: 0.75...1.25)) }
            do { try await sleep(pause) } catch { return }
        }
    }

    /// Waits for the fetch that is under way, or for one begun here, whatever comes of it.
    package func awaitFetch() async { await fetching().value }

    private func current(_ keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        try await keys.verifiers(named: keyID)
    }

    /// How often the keys have become others.
    ///
    /// Whoever asks uses the keys: where nobody runs `run()`, the set is fetched again when that is due.
    public var version: Int? {
        _ = fetchingWhereNobodyRuns()
        return keys.version
    }

    /// The fetch that is under way, or one begun here: a task of its own, which doesn't end with the request that
    /// happened to begin it.
    private func fetching() -> Task<Void, Never> { state.withLock { $0.flight ?? beginFetch(&$0) } }

    /// The fetch that may bring an unknown key, if any.
    ///
    /// Where many name one that was published just now, one claims the fetch and all wait for it. While fetching fails, only
    /// that one waits, and the others are told at once.
    private func fetchForUnknown(_ keyID: KeyID?) -> Task<Void, Never>? {
        let now = clock.uptime()
        return state.withLock { state in
            if state.refetch == nil, state.progress.claimRefetch(at: now) {
                let before = state.flight
                let refetch = Task {
                    await before?.value
                    // One that was under way before may have been answered before the key was published.
                    if await !self.knows(keyID), !Task.isCancelled { await self.fetching().finish() }
                    self.state.withLock { $0.refetch = nil }
                }
                state.refetch = refetch
                return refetch
            }
            return state.progress.failures > 0 ? nil : state.refetch ?? state.flight
        }
    }

    private func knows(_ keyID: KeyID?) async -> Bool { (try? await current(keyID).isEmpty) == false }

    private func beginFetch(_ state: inout State) -> Task<Void, Never> {
        let task = Task {
            await self.fetch()
            let now = self.clock.uptime()
            self.state.withLock { state in
                state.flight = nil
                state.progress.schedule(at: now, jitter: .random(in: 0.75...1.25))
            }
        }
        state.flight = task
        return task
    }

    private func fetchWhereNobodyRuns() async { await fetchingWhereNobodyRuns()?.value }

    /// Has the set fetched where that is due and nobody else sees to it; what is to be waited for where it is the first.
    private func fetchingWhereNobodyRuns() -> Task<Void, Never>? {
        let now = clock.uptime()
        return state.withLock { state in
            guard state.runners == 0, state.progress.isDue(at: now) else { return nil }
            let task = state.flight ?? beginFetch(&state)
            return state.progress.hasKeys ? nil : task
        }
    }

    private func fetch() async {
        let progress = state.withLock { $0.progress }
        do throws(ClientFailure) {
            let remembered = progress.url(at: clock.uptime())
            let url = if let remembered { remembered } else { try await source.keySetURL() }
            switch try await source.keySet(at: url, unless: progress.entityTag(of: url)) {
            case .unchanged(let maxAge): succeeded { $0.progress.confirmed(at: url, maxAge, now: $1) }
            case .keys(let set, let entityTag, let maxAge):
                guard keys.adopt(set) else { throw .malformedResponse(.noUsableKey) }
                succeeded { $0.progress.replaced(from: url, entityTag, maxAge, now: $1) }
            }
        } catch { failed(error) }
    }

    private func succeeded(_ change: (inout State, Duration) -> Void) {
        let now = clock.uptime()
        let failures = state.withLock { state in
            let failures = state.progress.failures
            change(&state, now)
            return failures
        }
        if failures > 0 { logger.notice("the issuer's key set can be had again") }
    }

    private func failed(_ failure: ClientFailure) {
        // Whoever stops us has not found out anything about the server.
        if failure == .cancelled { return }
        let (hasKeys, failures) = state.withLock { state in
            state.progress.failed()
            return (state.progress.hasKeys, state.progress.failures)
        }
        logger.log(
            level: failures == 1 ? .warning : .debug,
            hasKeys
                ? "the issuer's key set can't be had; the last one stays in use"
                : "the issuer has no key set for us yet",
            metadata: ["cause": "\(failure)"])
    }
}
