import Logging
import ServiceLifecycle
import SteelcutDomain
import SteelcutMemory
import SteelcutServerProcess

/// Keeps what a server remembers in step with its store and its keyring.
struct Refresher: Service {
    let storage: ClientStorage
    let clients: RememberedClients
    let revocations: RememberedRevocations
    let decoys: StoredCostDecoys
    let keyring: Keyring
    let keys: KeySnapshot
    let health: ServerHealth
    let logger: Logger
    private let storeBell = Bell()
    private let keyringBell = Bell()

    /// How often both are looked at, whether or not anybody says that something has changed: what the command line changes
    /// takes effect within two seconds.
    private static let period = Duration.seconds(1)

    /// How long it rests after a look at least, however much changes.
    private static let rest = Duration.milliseconds(50)

    /// How often while nothing was loaded yet.
    private static let periodAtStart = Duration.milliseconds(50)

    /// Looks until a graceful stop.
    ///
    /// - Throws: `StartFailure` while not all was loaded once, for what waiting does not mend: missing tables, a later
    ///   program's tables, a refused login, an unreadable key.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            // Beside each other: a store that is waited for must not keep news of the keyring waiting.
            try await withThrowingTaskGroup(of: Void.self) { looking in
                looking.addTask { try await again(storeBell, lookAtStore) }
                looking.addTask { try await again(keyringBell, lookAtKeyring) }
                // The first that fails ends the other; `waitForAll()` would wait for it.
                while try await looking.next() != nil {}
            }
        }
    }

    private func again(_ bell: Bell, _ look: (_ anew: Bool) async throws -> Void) async throws {
        while !Task.isCancelled {
            try await look(bell.takeNote())
            if health.becameReady() { await announce() }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: Self.rest)
            await bell.wait(upTo: health.state.isReady ? Self.period - Self.rest : Self.periodAtStart - Self.rest)
        }
    }

    /// Looks soon: something has changed, or nobody knows what has.
    @Sendable func hear(everything: Bool) {
        storeBell.ring(everything: everything)
        keyringBell.ring(everything: everything)
    }

    /// Looks once.
    func look() async throws {
        try await lookAtStore(anew: false)
        try await lookAtKeyring(anew: false)
    }

    private func lookAtStore(anew: Bool) async throws {
        do throws(StoreFailure) {
            if !health.state.wasStoreLoaded {
                // Says at once what no waiting mends: a refused login, no such database.
                try await storage.connect(.milliseconds(500))
                try await storage.checkInitialized()
            }
            try await clients.refresh(storage.changes, anew: anew)
            try await revocations.refresh(anew: anew)
            try await decoys.refresh(storage.changes, storage.hashCosts)
            if health.noteStore(nil), health.state.isReady { logger.notice("the store can be reached again") }
        } catch {
            // When it is back it may be another one.
            storeBell.note(everything: true)
            try endIfHopeless(error)
            guard health.noteStore(error.code) else { return }
            logger.error("\(error.code.rawValue)", metadata: ["of": "store", "cause": "\(error.cause)"])
        }
    }

    private func lookAtKeyring(anew: Bool) async throws {
        do throws(StoreFailure) {
            let current = try await keyring.changeMark()
            if anew || current != health.keyringMark {
                let before = try? await keys.schedule().records
                try await keys.refresh()
                health.keyringMark = current
                // Where they are in the store, its counter moves for clients, too.
                if (try? await keys.schedule().records) != before {
                    let active = (try? await keys.activeSigner())?.keyID.description
                    logger.info("signing keys loaded", metadata: ["active": "\(active ?? "none")"])
                }
            }
            guard (try? await keys.activeSigner()) != nil else { throw await noKeySigns() }
            if health.noteKeyring(nil), health.state.isReady { logger.notice("the keyring can be read again") }
        } catch {
            keyringBell.note(everything: true)
            try endIfHopeless(error)
            guard health.noteKeyring(error.code) else { return }
            logger.error("\(error.code.rawValue)", metadata: ["of": "keyring", "cause": "\(error.cause)"])
        }
    }

    /// Waiting helps where there is a key that will sign; where there is none, somebody has to make one.
    private func noKeySigns() async -> StoreFailure {
        let records = (try? await keys.schedule().records) ?? []
        if records.contains(where: { $0.ended == nil }) {
            return StoreFailure(.unavailable, cause: "no key signs yet; the next is published already")
        }
        return health.state.isReady
            ? StoreFailure(.unavailable, cause: "no key signs; run: steelcut keys generate")
            : StoreFailure(.notInitialized, cause: "no key signs")
    }

    /// A running server goes on with what it has; a starting one ends, unless waiting may help.
    private func endIfHopeless(_ failure: StoreFailure) throws {
        if !health.state.isReady, failure.code != .unavailable { throw StartFailure(failure) }
    }

    private func announce() async {
        logger.info("ready")
        // It is of no use to serve with more rights than that takes (contract: the server's role).
        if let rights = try? await storage.excessRights(), !rights.isEmpty {
            logger.warning(
                "this role can do more than a server needs; use auth_client",
                metadata: ["rights": "\(rights.joined(separator: ", "))"])
        }
    }
}
