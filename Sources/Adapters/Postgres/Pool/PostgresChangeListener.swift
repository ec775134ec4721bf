internal import Logging
public import ServiceLifecycle
internal import SteelcutDomain

/// Hears from the database that something has changed, on a connection of its own (LISTEN).
///
/// It says so and no more: whoever is told asks the store. Where the database does not notify (a standby refuses to, a
/// pooler may keep it to itself) or the connection is lost, nothing is heard; so whoever wants to know looks now and then
/// as well.
public struct PostgresChangeListener: Service {
    /// What was heard.
    public enum News: Hashable, Sendable {
        /// Something has changed.
        case change
        /// What was notified before was not heard, and this may be another server than the last one: whatever is
        /// remembered may be wrong.
        case everything
    }

    /// How long a wait on the socket takes before it is seen whether to stop.
    private static let slice: Int32 = 200
    /// Between attempts where the server refuses to notify: it will say the same again.
    private static let pauseAfterRefusal = Duration.seconds(30)

    private let settings: PostgresSettings
    private let lineage: Lineage
    private let logger: Logger?
    private let report: @Sendable (News) -> Void

    /// A listener that `run()` connects.
    init(
        _ settings: PostgresSettings, _ lineage: Lineage, logger: Logger?, report: @escaping @Sendable (News) -> Void
    ) {
        self.settings = settings
        self.lineage = lineage
        self.logger = logger
        self.report = report
    }

    /// Listens until the task is cancelled or the service is to stop.
    public func run() async { await cancelWhenGracefulShutdown { await listen() } }

    private func listen() async {
        let connection = PostgresConnection(label: "steelcut.postgres.listener")
        var backOff = BackOff()
        var wasRefused = false
        var news = News.change
        while !Task.isCancelled {
            // The pool says why it can't connect; once is enough.
            if (try? await connection.open(settings, lineage)) != nil {
                switch await begin(connection) {
                case .success:
                    if wasRefused { logger?.notice("the database notifies of changes") }
                    (backOff, wasRefused) = (BackOff(), false)
                    await hear(connection, first: news)
                    news = .everything
                case .failure(.refused(let error)):
                    if !wasRefused {
                        logger?.notice(
                            "the database does not notify of changes; they are looked for each second",
                            metadata: ["cause": "\(error.failure.cause)"])
                    }
                    wasRefused = true
                    await connection.close()
                    try? await Task.sleep(for: Self.pauseAfterRefusal)
                    continue
                case .failure: break
                }
            }
            try? await Task.sleep(for: backOff.next())
        }
        await connection.close()
    }

    private func begin(_ connection: PostgresConnection) async -> Result<Void, CallFailure> {
        let timeout = settings.timeout
        return await connection.call { session throws(CallFailure) in
            _ = try session.execute("LISTEN \(Migration.channel)", by: Deadline(after: timeout))
        }.result
    }

    /// Hears until the connection is lost or the task is cancelled, having told that something may have come before.
    private func hear(_ connection: PostgresConnection, first news: News) async {
        report(news)
        while !Task.isCancelled {
            let heard = await connection.call { session throws(CallFailure) in try session.hears(within: Self.slice) }
            guard case .success(let came) = heard.result else { return }
            if came { report(.change) }
        }
    }
}
