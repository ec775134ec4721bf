internal import CSteelcutPQ
internal import Glibc

/// One libpq connection, for the actor that owns it: libpq allows one thread at a time.
///
/// Every call is non-blocking and waits in poll(2) with a deadline: `PQexec` would wait for ever for a server that was
/// stopped or a peer that is gone, whatever `statement_timeout` says. Whoever has not been answered in time closes the
/// connection, so that the answer of one statement never reaches the next.
@safe final class Session {
    private var connection: OpaquePointer?
    private var prepared: Set<String> = []

    /// Takes a connection that was made and is non-blocking.
    init(takingOwnershipOf connection: OpaquePointer) { unsafe self.connection = connection }

    deinit { close() }

    /// Ends the connection; non-blocking, as the connection is.
    func close() {
        if let connection = unsafe connection { unsafe PQfinish(connection) }
        unsafe connection = nil
    }

    /// Whether the next call may have it: it is there, and in no transaction.
    var isReusable: Bool {
        guard let connection = unsafe connection else { return false }
        return unsafe PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE
    }

    /// Whether the peer has neither closed the connection nor sent word of its end while it was idle.
    ///
    /// Costs a poll(2) that doesn't wait.
    var isAlive: Bool {
        guard isReusable, let connection = unsafe connection else { return false }
        while unsafe ready(connection, for: POLLIN, milliseconds: 0) {
            guard unsafe PQconsumeInput(connection) == 1, unsafe PQisBusy(connection) == 0 else { return false }
        }
        return isReusable
    }

    /// Carries out one or more statements without arguments; the answer is the last one's.
    @discardableResult
    func execute(_ sql: String, by deadline: Deadline) throws(CallFailure) -> Answer {
        let connection = try unsafe open()
        guard unsafe PQsendQuery(connection, sql) == 1 else { throw broken() }
        return try answer(by: deadline)
    }

    /// Carries out a prepared statement with its arguments bound.
    @discardableResult
    func execute(_ statement: Statement, _ values: [Value] = [], by deadline: Deadline) throws(CallFailure) -> Answer {
        let connection = try unsafe open()
        if !prepared.contains(statement.name) {
            guard unsafe PQsendPrepare(connection, statement.name, statement.sql, 0, nil) == 1 else { throw broken() }
            try answer(by: deadline)
            prepared.insert(statement.name)
        }
        guard unsafe send(connection, statement, values.map(\.encoded)) else { throw broken() }
        return try answer(by: deadline)
    }

    /// Waits so long for a notification, unless some have come already, and takes all there are (libpq 34.9).
    ///
    /// - Returns: Whether there was one.
    func hears(within milliseconds: Int32) throws(CallFailure) -> Bool {
        let connection = try unsafe open()
        if unsafe takeNotifications(connection) { return true }
        guard unsafe ready(connection, for: POLLIN, milliseconds: milliseconds) else { return false }
        guard unsafe PQconsumeInput(connection) == 1 else { throw broken() }
        return unsafe takeNotifications(connection)
    }

    private func takeNotifications(_ connection: OpaquePointer) -> Bool {
        var came = false
        while let notification = unsafe PQnotifies(connection) {
            unsafe PQfreemem(notification)
            came = true
        }
        return came
    }

    private func open() throws(CallFailure) -> OpaquePointer {
        guard let connection = unsafe connection else { throw .lost("the connection is closed") }
        return unsafe connection
    }

    /// All arguments lie in one buffer that lives as long as the call: libpq copies them.
    private func send(_ connection: OpaquePointer, _ statement: Statement, _ values: [[UInt8]?]) -> Bool {
        var bytes: [UInt8] = [0]  // so that empty arguments have an address too: a null pointer means NULL
        let offsets = values.map { value in
            defer { bytes += value ?? [] }
            return value == nil ? nil : bytes.count
        }
        let lengths = values.map { Int32(clamping: $0?.count ?? 0) }
        let formats = values.map { _ in Int32(1) }
        let sent = unsafe bytes.withUnsafeBytes { buffer in
            let pointers = unsafe offsets.map { offset in
                unsafe offset.flatMap { unsafe buffer.baseAddress?.advanced(by: $0) }?
                    .assumingMemoryBound(to: CChar.self)
            }
            return unsafe PQsendQueryPrepared(
                connection, statement.name, Int32(clamping: values.count), pointers, lengths, formats, 1)
        }
        return sent == 1
    }

    /// Waits for all that was sent to be answered.
    @discardableResult
    private func answer(by deadline: Deadline) throws(CallFailure) -> Answer {
        let connection = try unsafe open()
        var answer = Answer()
        var refusal: SQLError?
        while true {
            try unsafe wait(for: connection, by: deadline)
            guard let pointer = unsafe PQgetResult(connection) else { break }
            let result = unsafe QueryResult(takingOwnershipOf: pointer)
            if let error = result.refusal { refusal = refusal ?? error } else { answer = result.answer }
        }
        guard unsafe PQstatus(connection) == CONNECTION_OK else { throw broken(refusal) }
        if let refusal {
            if refusal.state.endsConnection { throw broken(refusal) }
            throw .refused(refusal)
        }
        return answer
    }

    /// Sends what is still to be sent and reads until `PQgetResult` won't block.
    private func wait(for connection: OpaquePointer, by deadline: Deadline) throws(CallFailure) {
        while true {
            let unsent = unsafe PQflush(connection)
            guard unsent >= 0 else { throw broken() }
            if unsent == 0, unsafe PQisBusy(connection) == 0 { return }
            let left = deadline.milliseconds()
            guard left > 0 else {
                close()
                throw .expired
            }
            // While sending, also read: a server that waits for us to read would never take the rest (libpq 34.4).
            let events = unsent == 1 ? POLLIN | POLLOUT : POLLIN
            guard unsafe ready(connection, for: events, milliseconds: left) else { continue }
            guard unsafe PQconsumeInput(connection) == 1 else { throw broken() }
        }
    }

    /// Closes the connection and says why: the server's last words where there were any.
    private func broken(_ refusal: SQLError? = nil) -> CallFailure {
        var cause = "the connection to the server was lost"
        if let refusal, !refusal.state.description.isEmpty { cause += ", SQLSTATE \(refusal.state)" }
        close()
        return .lost(cause)
    }
}

/// Whether the socket of `connection` has one of `events`, or an error, within so many milliseconds.
func ready(_ connection: OpaquePointer, for events: Int32, milliseconds: Int32) -> Bool {
    var descriptor = unsafe pollfd(fd: PQsocket(connection), events: Int16(truncatingIfNeeded: events), revents: 0)
    return unsafe poll(&descriptor, 1, milliseconds) > 0
}
