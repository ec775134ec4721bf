/// How long to wait before trying again: 50 ms at first, then twice as long each time, up to 2 s.
///
/// A random part of up to half is taken off, so that the nodes of a system don't all come back at one moment.
struct BackOff {
    private var ceiling = 50

    /// The next wait; never 2 s or more.
    mutating func next() -> Duration {
        defer { ceiling = min(ceiling * 2, 2000) }
        return .milliseconds(Int.random(in: (ceiling / 2)..<ceiling))
    }
}
