import NIOCore

/// The times that a connection has to keep, watched by one timer that is rarely re-armed.
///
/// Lives on the connection's event loop.
final class ConnectionDeadlines {
    enum Expiry {
        /// A request did not arrive in time.
        case request
        /// Nothing was asked, or what was answered isn't being read.
        case idle
        /// A refused client has not hung up.
        case linger
    }

    /// Called when a time has run out; let go when the watch stops.
    var onExpiry: ((Expiry) -> Void)?

    private let loop: any EventLoop
    private let requestTime: TimeAmount
    private let idleTime: TimeAmount
    private var timer: Scheduled<Void>?
    /// When the request that is being read has to be complete.
    private var requestDue: NIODeadline?
    private var lingerDue: NIODeadline?
    private var lastProgress = NIODeadline.now()
    private var isAnswering = false
    private var unwritten = 0

    init(loop: any EventLoop, limits: HTTPLimits) {
        self.loop = loop
        requestTime = TimeAmount(limits.requestTime)
        idleTime = TimeAmount(limits.idleTime)
    }

    /// Starts watching.
    func start() {
        lastProgress = .now()
        arm(at: .now() + shortest)
    }

    /// Stops watching for good.
    func stop() {
        timer?.cancel()
        timer = nil
        onExpiry = nil
    }

    /// A request's first byte, or what stands for it, is there; later ones change nothing.
    func requestBegan() {
        if requestDue == nil, !isAnswering { requestDue = .now() + requestTime }
    }

    /// The request is complete: from here on time is the endpoint's.
    func requestCompleted() {
        requestDue = nil
        isAnswering = true
    }

    /// The endpoint, or a refusal, has answered, and the answer is to be written.
    func answered() {
        requestDue = nil
        isAnswering = false
        lastProgress = .now()
    }

    /// A part of a response waits to be written.
    func willWrite() { unwritten += 1 }

    /// A part of a response was written.
    func didWrite() {
        unwritten -= 1
        lastProgress = .now()
    }

    /// The connection is over but for the client's hanging up, which may take so long.
    func linger(atMost time: TimeAmount) {
        lingerDue = .now() + time
        timer?.cancel()
        arm(at: .now() + min(time, shortest))
    }

    /// What comes due next; nothing while the endpoint works and everything is written.
    private var due: (at: NIODeadline, Expiry)? {
        if let lingerDue { return (lingerDue, .linger) }
        if let requestDue { return (requestDue, .request) }
        if isAnswering, unwritten == 0 { return nil }
        return (lastProgress + idleTime, .idle)
    }

    /// Every deadline that is set later lies at least this far ahead, so that a timer never has to be brought forward.
    private var shortest: TimeAmount { min(requestTime, idleTime) }

    private func arm(at time: NIODeadline) {
        timer = loop.assumeIsolated().scheduleTask(deadline: time) { self.check() }
    }

    private func check() {
        timer = nil
        let now = NIODeadline.now()
        var next = now + shortest
        if let due {
            if due.at <= now { onExpiry?(due.1) } else { next = min(next, due.at) }
        }
        // An expiry may have stopped the watch or armed it anew. Where it did neither, there is more to watch: the
        // refusal of a late request has to be read in time, too.
        if timer == nil, onExpiry != nil { arm(at: next) }
    }
}
