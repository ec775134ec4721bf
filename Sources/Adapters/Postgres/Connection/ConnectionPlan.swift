internal import CSteelcutPQ
internal import Glibc

/// The options of one attempt to connect after the other: a host each.
///
/// libpq goes through several hosts itself, but leaves a host that doesn't answer only in `PQconnectdb`, which blocks;
/// the non-blocking calls know no `connect_timeout`.
struct ConnectionPlan {
    /// The options of each attempt.
    let attempts: [[(keyword: String, value: String)]]

    /// How long each may take.
    let timeout: Duration

    /// - Parameters:
    ///   - settings: What was given.
    ///   - environment: Looks a variable up.
    init(
        _ settings: PostgresSettings,
        environment: (String) -> String? = { name in unsafe getenv(name).map { unsafe String(cString: $0) } }
    ) {
        let given = Self.value(in: settings.options)
        let service = given("service") ?? environment("PGSERVICE")
        var options = Self.ours(settings, withService: service != nil).filter { given($0.keyword) == nil }
        options += settings.options
        // Without hosts of its own the string takes the environment's; hosts of a service file stay with libpq.
        func inherited(_ keyword: String, _ variable: String) -> String? {
            given(keyword) ?? (service == nil ? environment(variable) : nil)
        }
        let seconds = inherited("connect_timeout", "PGCONNECT_TIMEOUT").flatMap { Int($0) } ?? 2
        // libpq: 2 at least; 0 or less for ever, which is a minute here.
        timeout = .seconds(seconds <= 0 ? 60 : min(max(seconds, 2), 60))
        attempts = Self.attempts(
            options, hosts: Self.list(inherited("host", "PGHOST")),
            addresses: Self.list(inherited("hostaddr", "PGHOSTADDR")),
            ports: Self.list(inherited("port", "PGPORT")),
            attributes: inherited("target_session_attrs", "PGTARGETSESSIONATTRS"))
    }

    /// What is set where nothing else was: signs of life, so that the kernel too gives a dead peer up.
    ///
    /// They aren't where a service file may say otherwise: options given here would win over it.
    private static func ours(
        _ settings: PostgresSettings, withService: Bool
    ) -> [(keyword: String, value: String)] {
        let always = [("client_encoding", "UTF8"), ("fallback_application_name", "steelcut")]
        guard !withService else { return always }
        let milliseconds = max(2000, Int(settings.timeout / .milliseconds(1)))
        return always + [
            ("tcp_user_timeout", String(milliseconds)), ("keepalives", "1"), ("keepalives_idle", "10"),
            ("keepalives_interval", "2"), ("keepalives_count", "3"),
        ]
    }

    private static func attempts(
        _ options: [(keyword: String, value: String)], hosts: [String], addresses: [String], ports: [String],
        attributes: String?
    ) -> [[(keyword: String, value: String)]] {
        let count = max(hosts.count, addresses.count)
        guard count > 1 else { return [options] }
        let rest = options.filter { !["host", "hostaddr", "port"].contains($0.keyword) }
        let single = (0..<count).map { index in
            var attempt = rest
            // One port is every host's (libpq 34.1.1.3).
            let port = ports.count == 1 ? ports[0] : ports.indices.contains(index) ? ports[index] : ""
            for (keyword, list) in [("host", hosts), ("hostaddr", addresses)] where list.indices.contains(index) {
                if !list[index].isEmpty { attempt.append((keyword, list[index])) }
            }
            if !port.isEmpty { attempt.append(("port", port)) }
            return attempt
        }
        guard attributes == "prefer-standby" else { return single }
        // Any host will do once none is a standby.
        return ["standby", "any"].flatMap { wanted in
            single.map { attempt in
                attempt.filter { $0.keyword != "target_session_attrs" } + [("target_session_attrs", wanted)]
            }
        }
    }

    private static func list(_ text: String?) -> [String] {
        text.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    }

    private static func value(in options: [(keyword: String, value: String)]) -> (String) -> String? {
        { keyword in options.last { $0.keyword == keyword && !$0.value.isEmpty }?.value }
    }
}
