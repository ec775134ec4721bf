import SteelcutDomain
import SteelcutSystemClock
import SteelcutTestKit
import Testing

@Suite("Clocks") struct SystemClockReadings {
    @Test func `the system's wall time is of our days`() {
        // 2025-01-01 and 2100-01-01
        #expect((1_735_689_600..<4_102_444_800).contains(SystemClock().now().seconds))
    }

    @Test func `the system's uptime never goes back, from whichever copy it is read`() {
        var last = SystemClock().uptime()
        #expect(last >= .zero)
        for _ in 0..<10_000 {
            let next = SystemClock().uptime()
            #expect(next >= last)
            last = next
        }
        #expect(last > .zero)
    }

    @Test func `a manual clock moves both hands, or wall time alone`() {
        let clock = ManualClock(now: Timestamp(seconds: 100))
        clock.advance(bySeconds: 5)
        #expect(clock.now() == Timestamp(seconds: 105))
        #expect(clock.uptime() == .seconds(5))
        clock.set(now: Timestamp(seconds: 1))
        #expect(clock.now() == Timestamp(seconds: 1))
        #expect(clock.uptime() == .seconds(5))
        clock.advance(bySeconds: -3)
        #expect(clock.uptime() == .seconds(5))
    }
}
