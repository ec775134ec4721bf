internal import SteelcutDomain
internal import Synchronization

/// Reads and changes, each within its deadline.
extension PostgresStore {
    /// What a second look found of a change whose COMMIT was not answered.
    enum Finding<Value: Sendable>: Sendable {
        case made(Value)
        case notMade
        case unknown
    }

    /// Asks, and asks another connection where one broke: asking twice does no harm.
    func read<Value: Sendable>(
        within timeout: Duration? = nil, _ body: @Sendable (Session, Deadline) throws(CallFailure) -> Value
    ) async throws(StoreFailure) -> Value {
        let deadline = Deadline(after: timeout ?? settings.timeout)
        do throws(CallFailure) {
            return try await pool.attempts(by: deadline, body)
        } catch { throw error.failure }
    }

    /// Writes in one statement that is made once or not at all.
    func write(
        _ body: @Sendable (Session, Deadline) throws(CallFailure) -> Void
    ) async throws(StoreFailure) { try await read(body) }

    /// Changes in one transaction, which is made again where another one was in its way.
    ///
    /// Where nobody answered COMMIT, `isMade` looks on another connection, in a transaction that leaves nothing behind.
    func change<Value: Sendable>(
        _ body: @Sendable (Session, Deadline) throws(CallFailure) -> Session.Decision<Value>,
        isMade: @Sendable (Session, Deadline) throws(CallFailure) -> Finding<Value>
    ) async throws(ClientStoreError) -> Value {
        do throws(CallFailure) {
            let deadline = Deadline(after: settings.timeout)
            return try await pool.attempts(by: deadline) { session, deadline throws(CallFailure) in
                try session.transaction(by: deadline) { session throws(CallFailure) in try body(session, deadline) }
            }
        } catch .unknownOutcome(let cause) {
            switch await look(isMade) {
            case .made(let value): return value
            case .notMade: throw .failed(StoreFailure(.unavailable, cause: cause))
            case .unknown: throw .failed(StoreFailure(.unknownOutcome, cause: cause))
            }
        } catch { throw .failed(error.failure) }
    }

    private func look<Value: Sendable>(
        _ isMade: @Sendable (Session, Deadline) throws(CallFailure) -> Finding<Value>
    ) async -> Finding<Value> {
        let deadline = Deadline(after: settings.timeout)
        do throws(CallFailure) {
            return try await pool.attempts(by: deadline) { session, deadline throws(CallFailure) in
                try session.transaction(by: deadline) { session throws(CallFailure) in
                    .rollback(try isMade(session, deadline))
                }
            }
        } catch { return .unknown }
    }
}

extension PostgresPool {
    /// Asks another connection where one broke, the deadline shared.
    ///
    /// After a restart of the server every connection may be as good as dead and not have said so; the attempt after
    /// them is over a new one.
    func attempts<Value: Sendable>(
        by deadline: Deadline, _ body: @Sendable (Session, Deadline) throws(CallFailure) -> Value
    ) async throws(CallFailure) -> Value {
        for _ in 0..<max(2, settings.connections) {
            do throws(CallFailure) {
                return try await call(by: deadline) { session throws(CallFailure) in try body(session, deadline) }
            } catch {
                guard error.mayBeTriedAgain, !deadline.isPast else { throw error }
            }
        }
        return try await call(by: deadline) { session throws(CallFailure) in try body(session, deadline) }
    }
}

/// A value that a transaction leaves for whoever asks later what it wanted.
final class Latest<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)
    var value: Value? { stored.withLock(\.self) }
    func set(_ value: Value) { stored.withLock { $0 = value } }
}

extension Client {
    /// `changed`, but for what can't change.
    func becoming(_ changed: Client) -> Client {
        Client(
            id: id, name: changed.name, grantTypes: changed.grantTypes, resources: changed.resources,
            scopes: changed.scopes, introspects: changed.introspects,
            tokenLifetime: changed.tokenLifetime, isEnabled: changed.isEnabled,
            created: created, secrets: changed.secrets)
    }
}
