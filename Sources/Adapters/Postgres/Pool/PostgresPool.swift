internal import SteelcutDomain
internal import Synchronization

/// A fixed number of connections, opened in the background and lent to one call at a time.
///
/// A connection whose call ended without an answer is closed and opened anew by `run()`; nobody's call ever connects.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresConnection] = []
        var waiting: [Waiter] = []
        var lastFailure: ConnectFailure?
        var nextID = 0
        var isClosed = false
    }

    /// Somebody who waits for a connection.
    private struct Waiter {
        let id: Int
        /// Whether a failure that won't pass ends the wait.
        let endsWithFinalFailure: Bool
        let continuation: CheckedContinuation<Result<PostgresConnection, StoreFailure>, Never>
    }

    let settings: PostgresSettings
    /// What the pool's connections, and others to the same database, are held to.
    let lineage = Lineage()
    private let state = Mutex(State())
    private let vacant: AsyncStream<PostgresConnection>
    private let vacancies: AsyncStream<PostgresConnection>.Continuation
    private let report: @Sendable (ConnectFailure?) -> Void

    /// A pool; `report` hears of every attempt to connect that failed, and `nil` of each that succeeded.
    init(_ settings: PostgresSettings, report: @escaping @Sendable (ConnectFailure?) -> Void = { _ in }) {
        self.settings = settings
        self.report = report
        (vacant, vacancies) = AsyncStream.makeStream()
        for number in 1...settings.connections {
            vacancies.yield(PostgresConnection(label: "steelcut.postgres.\(number)"))
        }
    }

    /// Opens connections, and again those that break, until the task is cancelled; then closes the pool.
    ///
    /// Once only.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await connection in vacant { group.addTask { await self.open(connection) } }
        }
        close()
    }

    /// Tries until it succeeds or the task is cancelled.
    private func open(_ connection: PostgresConnection) async {
        var backOff = BackOff()
        while !Task.isCancelled {
            do throws(ConnectFailure) {
                try await connection.open(settings, lineage)
                report(nil)
                return lend(connection)
            } catch {
                guard !Task.isCancelled else { return }
                report(error)
                note(error)
                try? await Task.sleep(for: backOff.next())
            }
        }
    }

    /// Runs `body` over a connection; one that died while nobody used it is passed over.
    ///
    /// - Throws: `.unavailable` where no connection was free by the deadline, or what `body` throws.
    func call<Value: Sendable>(
        by deadline: Deadline, _ body: @Sendable (Session) throws(CallFailure) -> Value
    ) async throws(CallFailure) -> Value {
        while true {
            let connection: PostgresConnection
            do throws(StoreFailure) {
                connection = try await borrow(by: deadline)
            } catch { throw .store(error) }
            let (result, isReusable) = await connection.call(body)
            if isReusable { lend(connection) } else { vacancies.yield(connection) }
            if case .failure(.stale) = result { continue }
            return try result.get()
        }
    }

    /// Waits until there is a connection.
    ///
    /// - Throws: `.unavailable` when the deadline passes; at once what won't pass by itself: a refused login, a database
    ///   that does not exist.
    func waitUntilConnected(by deadline: Deadline?) async throws(StoreFailure) {
        lend(try await borrow(by: deadline, endingWithFinalFailure: true))
    }

    private func borrow(
        by deadline: Deadline?, endingWithFinalFailure: Bool = false
    ) async throws(StoreFailure) -> PostgresConnection {
        if let connection = state.withLock({ $0.idle.popLast() }) { return connection }
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let timer = deadline.map { deadline in
            Task {
                try? await Task.sleep(until: deadline.instant, clock: .continuous)
                if !Task.isCancelled { self.dismiss(id) }
            }
        }
        defer { timer?.cancel() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(Waiter(id: id, endsWithFinalFailure: endingWithFinalFailure, continuation: continuation))
                // What happened before it stood in line reached nobody.
                if Task.isCancelled || deadline?.isPast ?? false { dismiss(id) }
            }
        } onCancel: {
            dismiss(id)
        }
        return try result.get()
    }

    /// Lets somebody wait, unless there is an answer already.
    private func enqueue(_ waiter: Waiter) {
        let answer: Result<PostgresConnection, StoreFailure>? = state.withLock { state in
            if state.isClosed { return .failure(StoreFailure(.unavailable, cause: "the pool is closed")) }
            if let connection = state.idle.popLast() { return .success(connection) }
            if waiter.endsWithFinalFailure, let failure = state.lastFailure, failure.isFinal {
                return .failure(failure.failure)
            }
            state.waiting.append(waiter)
            return nil
        }
        if let answer { waiter.continuation.resume(returning: answer) }
    }

    /// Gives a connection to whoever waits longest, or keeps it.
    private func lend(_ connection: PostgresConnection) {
        let first: Waiter? = state.withLock { state in
            state.lastFailure = nil
            guard !state.isClosed else { return nil }
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        first?.continuation.resume(returning: .success(connection))
    }

    /// Ends the waiting of one, where it still waits.
    private func dismiss(_ id: Int) {
        let (waiter, cause) = state.withLock { state in
            let index = state.waiting.firstIndex { $0.id == id }
            return (index.map { state.waiting.remove(at: $0) }, state.lastFailure?.failure.cause)
        }
        let failure = StoreFailure(.unavailable, cause: cause ?? "no connection was free within database.timeout")
        waiter?.continuation.resume(returning: .failure(failure))
    }

    /// Remembers why there is no connection, and tells those who wait for no less.
    private func note(_ failure: ConnectFailure) {
        let told = state.withLock { state in
            state.lastFailure = failure
            guard failure.isFinal else { return [Waiter]() }
            let told = state.waiting.filter(\.endsWithFinalFailure)
            state.waiting.removeAll(where: \.endsWithFinalFailure)
            return told
        }
        for waiter in told { waiter.continuation.resume(returning: .failure(failure.failure)) }
    }

    /// Lets go of every connection, which ends it, and of everybody who waits.
    private func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            state.idle = []
            defer { state.waiting = [] }
            return state.waiting
        }
        vacancies.finish()
        for waiter in waiting {
            waiter.continuation.resume(returning: .failure(StoreFailure(.unavailable, cause: "the pool is closed")))
        }
    }
}
