import Foundation
import Logging
import Synchronization
import Testing

@testable import SteelcutServerProcess

/// Signs of life: when they are due, and that a server that does not answer gives none.
@Suite struct Watchdog {
    @Test(arguments: [
        (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "30000000"], 30),
        (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "42"], 30),
        (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "43"], nil),
        (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "x"], nil),
        (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "0"], nil), (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "-1"], nil),
        (["NOTIFY_SOCKET": "@a", "WATCHDOG_USEC": "1s"], nil), (["NOTIFY_SOCKET": "@a"], nil),
        (["NOTIFY_SOCKET": "", "WATCHDOG_USEC": "30000000"], nil), (["WATCHDOG_USEC": "30000000"], nil),
    ])
    func `is for the process that it was set for`(_ environment: [String: String], _ seconds: Int?) {
        let manager = ServiceManager(environment: { environment[$0] }, process: 42)
        #expect(manager.patience == seconds.map { .seconds($0) })
    }

    @Test func `a server that does not answer gives no sign of life`() async throws {
        let told = Mutex<[ServiceState]>([])
        let asked = Mutex<[Int]>([])
        let stuck = AsyncStream<Void>.makeStream()
        let supervision = Supervision(
            url: "u", patience: .milliseconds(2), isReady: { true },
            answers: {
                // What has been told by each time that it is asked.
                let lives = told.withLock { $0.count { $0 == .alive } }
                guard
                    asked.withLock({
                        $0.append(lives); return $0.count
                    }) == 3
                else { return }
                for await _ in stuck.stream {}
            }, tell: { state in told.withLock { $0.append(state) } })
        let task = Task { await supervision.run() }
        try await until("the third question") { asked.withLock { $0.count } == 3 }
        #expect(asked.withLock { $0 } == [0, 1, 2])
        #expect(told.withLock { $0 } == [.ready(url: "u"), .alive, .alive])
        // It answers again: it lives.
        stuck.continuation.finish()
        try await until("another sign") { told.withLock { $0.count } > 3 }
        task.cancel()
        await task.value
    }

    @Test func `loops that have ended give none`() async {
        struct Ended: Error {}
        let told = Mutex<[ServiceState]>([])
        let supervision = Supervision(
            url: "u", patience: .milliseconds(2), isReady: { true }, answers: { throw Ended() },
            tell: { state in told.withLock { $0.append(state) } })
        await supervision.run()
        #expect(told.withLock { $0 } == [.ready(url: "u")])
    }

    @Test func `what became ready after it was stopped is not told`() async {
        let told = Mutex<[ServiceState]>([])
        let supervision = Supervision(
            url: "u", patience: nil, isReady: { told.withLock { $0.contains(.stopping) } }, answers: {},
            tell: { state in told.withLock { $0.append(state) } })
        let task = Task { await supervision.run() }
        supervision.stopping()
        await task.value
        await supervision.reloading {}
        #expect(
            told.withLock { $0.filter { $0 != .waiting("not ready: waiting for what it serves from") } } == [.stopping])
    }

    /// What this process starts must not speak for it.
    @Test func `what was set is taken out of the environment`() async {
        await #expect(processExitsWith: .success) {
            for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { setenv(name, "1", 1) }
            setenv("NOTIFY_SOCKET", "@steelcut", 1)
            setenv("WATCHDOG_PID", String(getpid()), 1)
            let manager = ServiceManager.takenFromEnvironment()
            #expect(manager.patience == .microseconds(1))
            for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { #expect(getenv(name) == nil) }
        }
    }
}
