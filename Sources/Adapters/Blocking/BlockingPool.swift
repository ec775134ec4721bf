import Dispatch
import Synchronization

/// Runs work that is slow on purpose: so much at a time, so much waiting, and no more.
///
/// Each thread is a serial queue of its own. Those get their threads beside the cooperative pool's, which share the
/// threads of concurrent queues, as few as the cores; an idle one costs none. A place belongs to the work and not to
/// whoever waits for it: a caller that is cancelled frees nothing while its work runs, or hanging up would lift the
/// bound.
public final class BlockingPool: Sendable {
    /// Every thread is taken, and so is every place in the queue; the work was not begun.
    public struct Saturated: Error, Hashable, Sendable {}

    private struct State {
        var idle: [DispatchQueue]
        /// In the order in which it came; at most `queueLimit`, so that taking from the front moves little.
        var waiting: [@Sendable () -> Void] = []
    }

    private let state: Mutex<State>
    private let queueLimit: Int

    /// Makes a pool.
    ///
    /// - Parameters:
    ///   - label: What debuggers show.
    ///   - threads: How much runs at a time; at least one.
    ///   - queueLimit: How much may wait beyond that; at least none.
    public init(label: String, threads: Int, queueLimit: Int) {
        self.queueLimit = max(0, queueLimit)
        state = Mutex(State(idle: (1...max(1, threads)).map { DispatchQueue(label: "\(label).\($0)") }))
    }

    /// Runs work on one of the threads and returns what it returns; work that can fail returns a `Result`.
    ///
    /// - Throws: `Saturated`, at once, where there is no place.
    public func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws(Saturated) -> Value {
        let result: Result<Value, Saturated> = await withCheckedContinuation { continuation in
            let isAccepted = submit { continuation.resume(returning: .success(work())) }
            if !isAccepted { continuation.resume(returning: .failure(Saturated())) }
        }
        return try result.get()
    }

    /// Begins work or puts it in the queue; `false` where neither has room.
    private func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        let (isAccepted, thread) = state.withLock { state -> (Bool, DispatchQueue?) in
            if let thread = state.idle.popLast() { return (true, thread) }
            guard state.waiting.count < queueLimit else { return (false, nil) }
            state.waiting.append(work)
            return (true, nil)
        }
        if let thread {
            thread.async {
                work()
                while let next = self.next(orFree: thread) { next() }
            }
        }
        return isAccepted
    }

    /// What has waited longest; where nothing waits, the thread is given back.
    private func next(orFree thread: DispatchQueue) -> (@Sendable () -> Void)? {
        state.withLock { state in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(thread)
            return nil
        }
    }
}
