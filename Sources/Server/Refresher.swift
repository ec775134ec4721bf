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

    /// How often both are looked at: what the command line changes takes effect within two seconds.
    private static let period = Duration.seconds(1)

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
                looking.addTask { try await again(lookAtStore) }
                looking.addTask { try await again(lookAtKeyring) }
                // The first that fails ends the other; `waitForAll()` would wait for it.
                while try await looking.next() != nil {}
            }
        }
    }

    private func again(_ look: () async throws -> Void) async throws {
        while !Task.isCancelled {
            try await look()
            if health.becameReady() { await announce() }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: health.state.isReady ? Self.period : Self.periodAtStart)
        }
    }

    /// Looks once.
    func look() async throws {
        try await lookAtStore()
        try await lookAtKeyring()
    }

    private func lookAtStore() async throws {
        do throws(StoreFailure) {
            if !health.state.wasStoreLoaded {
                // Says at once what no waiting mends: a refused login, no such database.
                try await storage.connect(.milliseconds(500))
                try await storage.checkInitialized()
            }
            try await clients.refresh(storage.changes)
            try await revocations.refresh()
            try await decoys.refresh(storage.changes, storage.hashCosts)
            if health.noteStore(nil), health.state.isReady { logger.notice("the store can be reached again") }
        } catch {
            try endIfHopeless(error)
            guard health.noteStore(error.code) else { return }
            logger.error("\(error.code.rawValue)", metadata: ["of": "store", "cause": "\(error.cause)"])
        }
    }

    private func lookAtKeyring() async throws {
        do throws(StoreFailure) {
            let current = try await keyring.changeMark()
            if current != health.keyringMark {
                let before = try? await keys.schedule().records
                try await keys.refresh()
                health.keyringMark = current
                // Where they are in the store, its counter moves for clients, too.
                if (try? await keys.schedule().records) != before {
                    let active = (try? await keys.activeSigner())?.keyID.description
                    logger.info("signing keys loaded", metadata: ["active": "\(active ?? "none")"])
                }
            }
            guard (try? await keys.activeSigner()) != nil else {
                throw StoreFailure(.unavailable, cause: "no key signs; run: steelcut keys generate")
            }
            if health.noteKeyring(nil), health.state.isReady { logger.notice("the keyring can be read again") }
        } catch {
            try endIfHopeless(error)
            guard health.noteKeyring(error.code) else { return }
            logger.error("\(error.code.rawValue)", metadata: ["of": "keyring", "cause": "\(error.cause)"])
        }
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
