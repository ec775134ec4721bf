internal import CSteelcutPQ
internal import Glibc
internal import SteelcutDomain

extension Session {
    /// Connects to the first host that can be had and that `lineage`, if given, admits.
    ///
    /// It blocks, up to `connect_timeout` a host and as long as a name takes to be resolved: for the background only. A
    /// cancelled task gives up within a fraction of a second.
    static func connect(
        _ settings: PostgresSettings, _ lineage: Lineage? = nil
    ) throws(ConnectFailure) -> Session {
        let plan = ConnectionPlan(settings)
        var failures: [ConnectFailure] = []
        for attempt in plan.attempts where !Task.isCancelled {
            do throws(ConnectFailure) {
                let session = try connect(attempt, settings, by: Deadline(after: plan.timeout))
                try lineage?.admit(session, by: Deadline(after: plan.timeout))
                return session
            } catch { failures.append(error) }
        }
        // While any host may still come back, this may pass.
        throw failures.first { !$0.isFinal } ?? failures.first ?? ConnectFailure("connecting was cancelled")
    }

    private static func connect(
        _ options: [(keyword: String, value: String)], _ settings: PostgresSettings, by deadline: Deadline
    ) throws(ConnectFailure) -> Session {
        let pointer = unsafe withCStrings(options.map(\.keyword)) { keywords in
            unsafe withCStrings(options.map(\.value)) { values in unsafe PQconnectStartParams(keywords, values, 0) }
        }
        guard let connection = unsafe pointer else { throw ConnectFailure("out of memory") }
        let session = unsafe Session(takingOwnershipOf: connection)
        // Neither the server's words nor the client's are to reach standard error or a log.
        unsafe PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        unsafe PQsetNoticeReceiver(connection, { _, _ in }, nil)
        let secrets = options.filter { ["password", "sslpassword"].contains($0.keyword) }.map(\.value)
        try unsafe finish(connection, secrets: secrets, by: deadline)
        guard unsafe PQsetnonblocking(connection, 1) == 0 else { throw ConnectFailure("the connection was lost") }
        do throws(CallFailure) {
            try session.execute(limits(settings.timeout), by: deadline)
        } catch {
            throw ConnectFailure(error.failure.cause)
        }
        return session
    }

    /// The loop of libpq 34.1 over `PQconnectPoll`, in slices, so that a cancelled task is noticed.
    private static func finish(
        _ connection: OpaquePointer, secrets: [String], by deadline: Deadline
    ) throws(ConnectFailure) {
        var state = PGRES_POLLING_WRITING
        if unsafe PQstatus(connection) == CONNECTION_BAD { state = PGRES_POLLING_FAILED }
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else {
                // Both are 1 only for a server that asked and a string that had none.
                guard unsafe PQconnectionNeedsPassword(connection) == 0 else { throw .passwordMissing }
                let message = unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) } ?? ""
                throw ConnectFailure(message: message, secrets: secrets)
            }
            let left = deadline.milliseconds(atMost: 50)
            guard left > 0 else { throw ConnectFailure("no answer from the server within connect_timeout") }
            guard !Task.isCancelled else { throw ConnectFailure("connecting was cancelled") }
            let events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT
            guard unsafe ready(connection, for: events, milliseconds: left) else { continue }
            state = unsafe PQconnectPoll(connection)
        }
    }

    /// The server's own limits, by SET: poolers refuse start-up options.
    ///
    /// A transaction that nobody ends must not keep its locks. The search path holds nothing that others may write to.
    private static func limits(_ timeout: Duration) -> String {
        let milliseconds = max(1, Int(timeout / .milliseconds(1)))
        return """
            SET statement_timeout = \(milliseconds);
            SET idle_in_transaction_session_timeout = \(2 * milliseconds);
            SET search_path = pg_catalog, pg_temp
            """
    }
}
