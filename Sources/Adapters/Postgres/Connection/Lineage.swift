internal import SteelcutDomain
internal import Synchronization

/// Remembers how far a cluster's history has come, and refuses a server that was left behind by it.
///
/// A standby that is promoted begins a new timeline (PostgreSQL 26.3). The primary from before, started again as one, still
/// takes writes and stands first in a list of hosts; what is read from it is old, and what is written is lost.
final class Lineage: Sendable {
    private struct Latest: Sendable {
        let system: Int64
        let timeline: Int64
    }

    private let latest = Mutex<Latest?>(nil)

    /// Looks where the server of a new connection stands.
    ///
    /// A standby, and a server that doesn't say, is admitted; another cluster begins a history of its own.
    ///
    /// - Throws: `ConnectFailure` for a primary that another one has taken the place of.
    func admit(_ session: Session, by deadline: Deadline) throws(ConnectFailure) {
        guard let found = try? session.execute(.timeline, by: deadline).rows.first,
            let system = try? found.integer(0), let timeline = try? found.optionalInteger(1)
        else { return }
        let isLeftBehind = latest.withLock { latest in
            if let latest, latest.system == system, timeline < latest.timeline { return true }
            latest = Latest(system: system, timeline: timeline)
            return false
        }
        guard isLeftBehind else { return }
        throw ConnectFailure(
            "another server was promoted in the place of this one (timeline \(timeline) is left behind)")
    }
}

extension Statement {
    /// The first eight digits of a WAL file's name are its timeline; a standby has no such file of its own.
    static let timeline = Statement(
        "timeline",
        """
        SELECT system_identifier, CASE WHEN NOT pg_is_in_recovery()
            THEN ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint END
        FROM pg_control_system()
        """)
}
