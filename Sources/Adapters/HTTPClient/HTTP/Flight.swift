import Synchronization

/// Something under way for which several tasks wait: all have its outcome, once it is there.
///
/// Whoever is cancelled stops waiting; what is under way goes on for the others.
final class Flight<Value: Sendable>: Sendable {
    typealias Outcome = Result<Value, ClientFailure>

    private struct State {
        var outcome: Outcome?
        var waiting: [Int: CheckedContinuation<Outcome, Never>] = [:]
        /// Those who were cancelled before they began to wait.
        var gone: Set<Int> = []
        var count = 0
    }

    private let state = Mutex(State())

    /// Waits for the outcome; where it is there, doesn't wait.
    ///
    /// - Throws: The failure that was brought, or `.cancelled`.
    func value() async throws(ClientFailure) -> Value {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let outcome = state.withLock { state -> Outcome? in
                    if let outcome = state.outcome { return outcome }
                    if state.gone.remove(number) != nil { return .failure(.cancelled) }
                    state.waiting[number] = continuation
                    return nil
                }
                if let outcome { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            leave(number)
        }
        return try outcome.get()
    }

    /// Brings the outcome; what was brought first stays.
    func land(_ outcome: Outcome) {
        let waiting = state.withLock { state in
            if state.outcome == nil { state.outcome = outcome }
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in waiting { continuation.resume(returning: outcome) }
    }

    private func leave(_ number: Int) {
        let continuation = state.withLock { state in
            let continuation = state.waiting.removeValue(forKey: number)
            if continuation == nil, state.outcome == nil { state.gone.insert(number) }
            return continuation
        }
        continuation?.resume(returning: .failure(.cancelled))
    }
}
