/// How long to wait before trying again: 50 ms at first, then twice as long each time, up to 1 s.
///
/// A random part of up to half is taken off, so that the nodes of a system don't all come back at one moment.
struct BackOff {
    private var ceiling = 50

    /// The next wait; always below 1 s, so that a database that is back is in use again within 2 s.
    mutating func next() -> Duration {
        defer { ceiling = min(ceiling * 2, 1000) }
        return .milliseconds(Int.random(in: (ceiling / 2)..<ceiling))
    }
}
