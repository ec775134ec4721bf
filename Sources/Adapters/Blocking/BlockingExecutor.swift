import Dispatch

/// Runs an actor on a serial queue of its own, where a C call may block without holding up anything else.
///
/// An actor that keeps one and answers with it from `unownedExecutor` never runs on the cooperative pool, whose threads
/// are as few as the cores. Its jobs run one at a time in the order in which they came.
public final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Makes an executor whose queue bears `label` in debuggers.
    public init(label: String) {
        queue = DispatchQueue(label: label)
    }

    /// Hands a job to the queue.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// The reference that an actor returns as its `unownedExecutor`.
    public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    /// Traps unless it is called on the queue.
    public func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
