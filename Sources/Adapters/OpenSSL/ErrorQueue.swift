import CSteelcutOpenSSL

/// OpenSSL's errors wait in a queue of the thread until somebody takes them.
///
/// Tasks share threads: what one leaves behind, another would take for its own. So the queue is emptied at the call
/// that filled it (ERR_clear_error(3)).
enum ErrorQueue {
    /// Forgets the errors of the call that has just failed.
    static func drain() { ERR_clear_error() }

    /// Whether nothing waits.
    static var isEmpty: Bool { ERR_peek_error() == 0 }
}
