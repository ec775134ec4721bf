import Foundation

/// Lets as many programs as there are processors start, or run to their end, at a time.
///
/// All tests begin at once: without turns, hundreds of programs would keep each other from being in time.
actor Turn {
    private static let shared = Turn(free: max(2, ProcessInfo.processInfo.activeProcessorCount))

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(free: Int) { self.free = free }

    /// Waits for a turn and takes it.
    ///
    /// `body` must not ask for another one.
    static func with<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        await shared.take()
        do {
            let value = try await body()
            await shared.giveBack()
            return value
        } catch {
            await shared.giveBack()
            throw error
        }
    }

    private func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
