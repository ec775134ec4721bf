import SteelcutConfiguration
import SteelcutDomain
import Testing

@Suite struct `Settings` {
    @Test func `of the authorization server by default`() throws {
        let settings = try settings(AuthorizationServerSettings.self)
        #expect(settings.store.dataDirectory == "./steelcut-data")
        #expect(settings.store.location == .sqlite(path: "./steelcut-data/steelcut.db"))
        #expect(settings.store.timeout == .seconds(2))
        #expect(settings.store.keyring == .directory(path: "./steelcut-data/keyring"))
        #expect(settings.store.keyringPassphraseFile == nil)
        #expect(settings.store.publishBeforeUse == 600)
        #expect(settings.store.signingAlgorithm == .es256)
        #expect(settings.store.hashCost.memoryKiB == 19_456)
        #expect(settings.store.hashCost.iterations == 2)
        #expect(settings.store.hashCost.parallelism == 1)
        #expect(settings.issuer?.description == "http://127.0.0.1:5000")
        #expect(settings.audience == nil)
        #expect(settings.http.host == "127.0.0.1")
        #expect(settings.http.port == 5000)
        #expect(settings.http.portFile == nil)
        #expect(settings.http.tls == nil)
        #expect(settings.http.limits.body == 16_384)
        #expect(settings.http.limits.headerList == 16_384)
        #expect(settings.http.limits.requestTime == .seconds(10))
        #expect(settings.http.limits.idleTime == .seconds(60))
        #expect(settings.http.limits.connections == 4096)
        #expect(settings.http.shutdownGrace == .seconds(10))
        #expect(settings.tokenLifetime.seconds == 3600)
        #expect(settings.secretCacheTTL == .seconds(300))
        #expect(settings.throttleClientFailures == 20)
        #expect(settings.log.level == .info)
        #expect(settings.log.format == .json)
        #expect(settings.warnings.isEmpty)
    }

    @Test func `of the resource server by default`() throws {
        let settings = try settings(ResourceServerSettings.self, terminal: true)
        #expect(settings.http.port == 5001)
        #expect(settings.route == "api_v0.0.1")
        #expect(settings.file == "answer.json")
        #expect(settings.issuer.description == "http://127.0.0.1:5000")
        #expect(settings.audience.description == "api_v0.0.1")
        #expect(settings.scope.isEmpty)
        #expect(settings.resourceURL == "http://127.0.0.1:5001/api_v0.0.1")
        #expect(settings.keySet == .metadata)
        #expect(settings.log.format == .text)
        #expect(settings.warnings.isEmpty)
    }

    @Test func `of the command line by default`() throws {
        let settings = try settings(CommandLineSettings.self)
        #expect(settings.store.location == .sqlite(path: "./steelcut-data/steelcut.db"))
        #expect(settings.audience == nil)
        #expect(settings.warnings.isEmpty)
    }

    @Test func `of a server whose port is yet to be bound`() throws {
        let auth = try settings(AuthorizationServerSettings.self, ["--http-port", "0"])
        #expect(auth.issuer == nil)
        #expect(auth.http.url(boundPort: 4711) == "http://127.0.0.1:4711")
        let resource = try settings(
            ResourceServerSettings.self,
            ["--http-port=0", "--http-host=::1", "--tls-certificate=c", "--tls-private-key=k"])
        #expect(resource.resourceURL == nil)
        #expect(resource.http.url(boundPort: 4711) == "https://[::1]:4711")
        #expect([resource.http.tls?.certificateFile, resource.http.tls?.privateKeyFile] == ["c", "k"])
    }

    static let durations: [(text: String, seconds: Int)] = [
        ("1", 1), ("30s", 30), ("5m", 300), ("24h", 86_400), ("1d", 86_400), ("0060", 60), ("86400", 86_400),
    ]

    @Test(arguments: durations) func `take durations`(_ row: (text: String, seconds: Int)) throws {
        let settings = try settings(AuthorizationServerSettings.self, ["--token-lifetime", row.text])
        #expect(settings.tokenLifetime.seconds == row.seconds)
    }

    @Test(arguments: [
        "", "s", "1w", "1 m", "1M", "1.5h", "-1s", "+1", "1ms", "1m30s", "٣", "1s ", "PT1M", "99999999999999999d",
    ])
    func `refuse other durations`(_ text: String) throws {
        #expect(
            Program.authorizationServer.refusal(["--shutdown-grace=\(text)"])?.hasPrefix("shutdown.grace: ") == true)
    }

    static let sizes: [(text: String, bytes: Int)] = [
        ("1024", 1024), ("16KiB", 16_384), ("1MiB", 1_048_576), ("16MiB", 16_777_216), ("01KiB", 1024),
    ]

    @Test(arguments: sizes) func `take sizes`(_ row: (text: String, bytes: Int)) throws {
        let settings = try settings(AuthorizationServerSettings.self, ["--limits-body", row.text])
        #expect(settings.http.limits.body == row.bytes)
    }

    @Test(arguments: [
        "", "KiB", "16KB", "16kib", "16K", "16 KiB", "1.5MiB", "-1", "1GiB", "9007199254740993GiB", "16KiBKiB",
    ])
    func `refuse other sizes`(_ text: String) throws {
        #expect(Program.authorizationServer.refusal(["--limits-body=\(text)"])?.hasPrefix("limits.body: ") == true)
    }

    static let routes: [(text: String, route: String)] = [
        ("api_v0.0.1", "api_v0.0.1"), ("/api_v0.0.1", "api_v0.0.1"), ("v1/status", "v1/status"), ("health", "health"),
        ("a~b!$&'()*+,;=:@", "a~b!$&'()*+,;=:@"), ("a/.b/..c", "a/.b/..c"),
    ]

    @Test(arguments: routes) func `take routes with or without a slash before them`(
        _ row: (text: String, route: String)
    ) throws {
        let settings = try settings(ResourceServerSettings.self, ["--resource-route", row.text])
        #expect(settings.route == row.route)
        #expect(settings.resourceURL == "http://127.0.0.1:5001/\(row.route)")
    }

    static let stores: [(text: String, location: StoreLocation)] = [
        ("postgresql://", .postgres(connectionString: "postgresql://")),
        (
            "postgres://u@h1,h2/d?target_session_attrs=primary",
            .postgres(connectionString: "postgres://u@h1,h2/d?target_session_attrs=primary")
        ),
        ("service=steelcut", .postgres(connectionString: "service=steelcut")),
        (" host = h", .postgres(connectionString: " host = h")),
        ("sqlite:a.db", .sqlite(path: "a.db")),
        ("sqlite:/a/b.db", .sqlite(path: "/a/b.db")),
    ]

    @Test(arguments: stores) func `take stores`(_ row: (text: String, location: StoreLocation)) throws {
        #expect(try settings(CommandLineSettings.self, ["--database-url", row.text]).store.location == row.location)
    }

    static let keySets: [([String], ResourceServerSettings.KeySetSource)] = [
        ([], .metadata), (["--jwks-url", "https://h/j"], WebURL(parsing: "https://h/j").map { .url($0) } ?? .metadata),
        (["--jwks-file", "j"], .file(path: "j")),
    ]

    @Test(arguments: keySets) func `take key sets`(_ arguments: [String], _ source: ResourceServerSettings.KeySetSource)
        throws
    {
        #expect(try settings(ResourceServerSettings.self, arguments).keySet == source)
    }

    static let patience: [(text: String?, stale: RevocationSettings.Stale)] = [
        (nil, .refuse(after: .seconds(600))), ("accept", .accept), ("refuse", .refuse(after: .zero)),
        ("1", .refuse(after: .seconds(1))), ("30d", .refuse(after: .seconds(2_592_000))),
    ]

    @Test(arguments: patience) func `take the patience with a list of revocations`(
        _ row: (text: String?, stale: RevocationSettings.Stale)
    ) throws {
        let settings = try settings(
            ResourceServerSettings.self, row.text.map { ["--revocations-stale", $0] } ?? []
        ).revocations
        #expect(settings.stale == row.stale)
        #expect(settings.poll == .seconds(5))
        #expect(settings.url == nil)
    }
}
