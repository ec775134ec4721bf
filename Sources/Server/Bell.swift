import Synchronization

/// Wakes whoever waits for a change, before its time is over.
final class Bell: Sendable {
    private struct State {
        var isRung = false
        var everything = false
        var round = 0
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Wakes who waits, or who waits next.
    ///
    /// - Parameter everything: Whether everything has to be read again.
    func ring(everything: Bool) {
        note(everything: everything)
        let waiting = state.withLock { state in
            state.isRung = state.waiting == nil
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Notes it for the next look, without waking anybody.
    func note(everything: Bool) { state.withLock { $0.everything = $0.everything || everything } }

    /// Whether everything has to be read again; asking is taking note of it.
    func takeNote() -> Bool {
        state.withLock { state in
            defer { state.everything = false }
            return state.everything
        }
    }

    /// Waits until it is rung, the time is over, or the task is cancelled; for one at a time.
    func wait(upTo duration: Duration) async {
        let round = state.withLock { state in
            state.round += 1
            return state.round
        }
        let timer = Task {
            // Cancelled: somebody has woken us.
            try? await Task.sleep(for: duration)
            end(round)
        }
        defer { timer.cancel() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let wasRung = state.withLock { state in
                    // Rung, or ended, before it began to wait.
                    guard !state.isRung, state.round == round else { return true }
                    state.waiting = continuation
                    return false
                }
                if wasRung { continuation.resume() }
            }
        } onCancel: {
            end(round)
        }
        state.withLock { $0.isRung = false }
    }

    private func end(_ round: Int) {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.round == round else { return nil }
            state.round += 1
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }
}
