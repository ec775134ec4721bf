// swift-tools-version: 6.2
import PackageDescription

// A trait keeps what an embedder does not use out of its resolution: with `traits: []`
// `SteelcutDomain` resolves no package at all.
let package = Package(
    name: "steelcut",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "steelcut-auth", targets: ["steelcut-auth"]),
        .executable(name: "steelcut-resource", targets: ["steelcut-resource"]),
        .executable(name: "steelcut", targets: ["steelcut"]),
        .library(name: "SteelcutDomain", targets: ["SteelcutDomain"]),
        .library(name: "SteelcutInMemory", targets: ["SteelcutInMemory"]),
        .library(name: "SteelcutSQLite", targets: ["SteelcutSQLite"]),
        .library(name: "SteelcutPostgres", targets: ["SteelcutPostgres"]),
        .library(name: "SteelcutMemory", targets: ["SteelcutMemory"]),
        .library(name: "SteelcutKeyringDirectory", targets: ["SteelcutKeyringDirectory"]),
        .library(name: "SteelcutKeyringDatabase", targets: ["SteelcutKeyringDatabase"]),
        .library(name: "SteelcutOpenSSL", targets: ["SteelcutOpenSSL"]),
        .library(name: "SteelcutArgon2", targets: ["SteelcutArgon2"]),
        .library(name: "SteelcutSystemClock", targets: ["SteelcutSystemClock"]),
        .library(name: "SteelcutEndpoints", targets: ["SteelcutEndpoints"]),
        .library(name: "SteelcutNIOServer", targets: ["SteelcutNIOServer"]),
        .library(name: "SteelcutHummingbird", targets: ["SteelcutHummingbird"]),
        .library(name: "SteelcutClient", targets: ["SteelcutClient"]),
        .library(name: "SteelcutResource", targets: ["SteelcutResource"]),
        .library(name: "SteelcutServer", targets: ["SteelcutServer"]),
        .library(name: "SteelcutTestKit", targets: ["SteelcutTestKit"]),
    ],
    traits: [
        .trait(name: "SQLite", description: "The store for one machine (GRDB)"),
        .trait(name: "Server", description: "Endpoints, the SwiftNIO front end and the composed programs"),
        .trait(name: "Client", description: "Token requests and remote key sets (async-http-client)"),
        .trait(
            name: "Hummingbird", description: "A mount and a bearer guard for Hummingbird apps",
            enabledTraits: ["Server"]),
        .default(enabledTraits: ["SQLite", "Server", "Client", "Hummingbird"]),
    ],
    dependencies: [
        // The floor stands above a known CVE: swift-nio 2.100 (CVE-2026-28980).
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.34.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.4.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.6.0"),
        .package(
            url: "https://github.com/apple/swift-configuration.git", from: "1.0.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.8.0"),
        // Asks for nio-http2 1.45 itself, above what is known against earlier ones. Its own traits are its user's choice.
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
    ],
    targets: [
        // The pure core: values, use cases and ports. Imports nothing.
        .target(name: "SteelcutDomain", path: "Sources/Domain"),

        // The C libraries, prefixed: SwiftPM refuses two targets of one name in a graph.
        .systemLibrary(name: "CSteelcutOpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        .systemLibrary(name: "CSteelcutPQ", pkgConfig: "libpq", apt: "libpq-dev"),
        .systemLibrary(name: "CSteelcutArgon2", pkgConfig: "libargon2", apt: "libargon2-dev"),

        // Adapters: one port's implementation each, at most one C library.
        .adapter("Blocking", []),
        .adapter("Files", []),
        .adapter("SystemClock", []),
        .adapter("InMemory", []),
        .adapter("Memory", []),
        .adapter("OpenSSL", ["CSteelcutOpenSSL"]),
        .adapter("Argon2", ["CSteelcutArgon2", "SteelcutBlocking"]),
        .adapter("KeyringDirectory", ["SteelcutBlocking", "SteelcutFiles"]),
        .adapter("KeyringDatabase", ["SteelcutBlocking"]),
        .adapter("SQLite", [.external("GRDB", "GRDB.swift", trait: "SQLite")]),
        .adapter(
            "Postgres",
            [
                "CSteelcutPQ", "SteelcutBlocking", .external("Logging", "swift-log", trait: "Server"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
            ]),
        .adapter("Endpoints", [.external("HTTPTypes", "swift-http-types", trait: "Server")]),
        .adapter(
            "NIOServer",
            [
                "SteelcutEndpoints",
                .external("NIOCore", "swift-nio", trait: "Server"),
                .external("NIOPosix", "swift-nio", trait: "Server"),
                .external("NIOHTTP1", "swift-nio", trait: "Server"),
                .external("NIOSSL", "swift-nio-ssl", trait: "Server"),
                .external("HTTPTypes", "swift-http-types", trait: "Server"),
                .external("Logging", "swift-log", trait: "Server"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
            ]),
        .adapter(
            "Hummingbird",
            [
                "SteelcutEndpoints",
                .external("Hummingbird", "hummingbird", trait: "Hummingbird"),
                .external("NIOCore", "swift-nio", trait: "Hummingbird"),
                .external("HTTPTypes", "swift-http-types", trait: "Hummingbird"),
                .external("Logging", "swift-log", trait: "Hummingbird"),
            ]),
        .adapter(
            "Client", path: "HTTPClient",
            [
                "SteelcutFiles", "SteelcutMemory", "SteelcutSystemClock",
                .external("AsyncHTTPClient", "async-http-client", trait: "Client"),
                .external("NIOCore", "swift-nio", trait: "Client"),
                .external("NIOHTTP1", "swift-nio", trait: "Client"),
                .external("NIOPosix", "swift-nio", trait: "Client"),
                .external("NIOSSL", "swift-nio-ssl", trait: "Client"),
                .external("Logging", "swift-log", trait: "Client"),
            ]),
        .adapter("Configuration", [.external("Configuration", "swift-configuration", trait: "Server")]),
        .adapter("Logging", [.external("Logging", "swift-log", trait: "Server")]),
        .adapter(
            "ServerProcess",
            [
                "SteelcutConfiguration", "SteelcutFiles", "SteelcutLogging", "SteelcutNIOServer", "SteelcutSystemClock",
                .external("Logging", "swift-log", trait: "Server"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
                .external("UnixSignals", "swift-service-lifecycle", trait: "Server"),
            ]),

        // The compositions, then the programs.
        .target(
            name: "SteelcutResourceServer",
            dependencies: [
                "SteelcutDomain", "SteelcutOpenSSL", "SteelcutSystemClock", "SteelcutEndpoints", "SteelcutNIOServer",
                "SteelcutClient", "SteelcutResource", "SteelcutConfiguration", "SteelcutServerProcess",
                .external("Logging", "swift-log", trait: "Server"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
            ],
            path: "Sources/ResourceServer"),
        .target(
            name: "SteelcutServer",
            dependencies: [
                "SteelcutDomain", "SteelcutInMemory", "SteelcutSQLite", "SteelcutPostgres", "SteelcutMemory",
                "SteelcutKeyringDirectory", "SteelcutKeyringDatabase", "SteelcutOpenSSL", "SteelcutArgon2",
                "SteelcutSystemClock", "SteelcutEndpoints", "SteelcutNIOServer", "SteelcutConfiguration",
                "SteelcutLogging",
                "SteelcutClient", "SteelcutResourceServer", "SteelcutServerProcess", "SteelcutFiles",
                .external("Logging", "swift-log", trait: "Server"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
            ],
            path: "Sources/Server"),
        .target(
            name: "SteelcutResource",
            dependencies: [
                "SteelcutDomain", "SteelcutClient", "SteelcutMemory", "SteelcutOpenSSL", "SteelcutSystemClock",
                .external("Logging", "swift-log", trait: "Client"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
            ],
            path: "Sources/Resource"),
        .executableTarget(
            name: "steelcut-auth",
            dependencies: ["SteelcutServer", "SteelcutServerProcess", "SteelcutConfiguration"],
            path: "Sources/Apps/AuthorizationServer"),
        .executableTarget(
            name: "steelcut-resource",
            dependencies: ["SteelcutResourceServer", "SteelcutServerProcess", "SteelcutConfiguration"],
            path: "Sources/Apps/ResourceServer"),
        .executableTarget(
            name: "steelcut",
            dependencies: [
                "SteelcutServer", "SteelcutClient", "SteelcutConfiguration", "SteelcutDomain", "SteelcutOpenSSL",
                "SteelcutServerProcess", "SteelcutSystemClock",
                .external("ArgumentParser", "swift-argument-parser", trait: "Server"),
            ],
            path: "Sources/Apps/CommandLine"),

        // Tests: TestKit is a product, so that somebody's own adapter can be held to the same promises.
        .target(name: "SteelcutTestKit", dependencies: ["SteelcutDomain"], path: "Tests/TestKit"),
        // A database of its own for each case; no product: it is about this package's own tests.
        .target(name: "SteelcutPostgresFixture", path: "Tests/PostgresFixture"),
        // A raw client and a server under test: exact bytes over a real socket.
        .target(
            name: "SteelcutRawHTTP",
            dependencies: [
                "SteelcutDomain", "SteelcutEndpoints", "SteelcutNIOServer",
                .external("NIOCore", "swift-nio", trait: "Server"),
                .external("NIOPosix", "swift-nio", trait: "Server"),
                .external("NIOSSL", "swift-nio-ssl", trait: "Server"),
                .external("HTTPTypes", "swift-http-types", trait: "Server"),
                .external("Logging", "swift-log", trait: "Server"),
                .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
            ],
            path: "Tests/RawHTTP"),
        .tests("DomainTests", ["SteelcutOpenSSL"]),
        .tests(
            "ConformanceTests",
            [
                "SteelcutInMemory", "SteelcutSQLite", "SteelcutPostgres", "SteelcutKeyringDirectory",
                "SteelcutKeyringDatabase", "SteelcutOpenSSL", "SteelcutSystemClock", "SteelcutBlocking",
                "SteelcutPostgresFixture",
            ]),
        .tests(
            "AdapterTests",
            [
                "SteelcutInMemory", "SteelcutSQLite", "SteelcutPostgres", "SteelcutMemory", "SteelcutKeyringDirectory",
                "SteelcutKeyringDatabase", "SteelcutOpenSSL", "SteelcutArgon2", "SteelcutSystemClock",
                "SteelcutEndpoints", "SteelcutNIOServer",
                "SteelcutClient", "SteelcutResource", "SteelcutConfiguration", "SteelcutLogging", "SteelcutBlocking",
                "SteelcutPostgresFixture", "SteelcutRawHTTP",
                .external("NIOEmbedded", "swift-nio", trait: "Server"),
            ]),
        .tests(
            "AttackTests",
            [
                "SteelcutInMemory", "SteelcutMemory", "SteelcutOpenSSL", "SteelcutArgon2", "SteelcutSystemClock",
                "SteelcutEndpoints", "SteelcutNIOServer", "SteelcutServer", "SteelcutConfiguration", "SteelcutClient",
                "SteelcutResource", "SteelcutHummingbird", "SteelcutRawHTTP",
                .external("Hummingbird", "hummingbird", trait: "Hummingbird"),
            ]),
        .tests(
            "AppTests",
            [
                "SteelcutServer", "SteelcutClient", "SteelcutConfiguration", "SteelcutOpenSSL", "SteelcutNIOServer",
                "SteelcutPostgresFixture", "steelcut-auth", "steelcut-resource", "steelcut",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .treatAllWarnings(as: .error),  // SE-0480
    ]
    if target.type != .test { target.swiftSettings?.append(.strictMemorySafety()) }  // SE-0458
}

extension Target {
    /// A folder of `Sources/Adapters`, as the module `Steelcut<name>`.
    static func adapter(_ name: String, path: String? = nil, _ dependencies: [Dependency]) -> Target {
        .target(
            name: "Steelcut\(name)", dependencies: ["SteelcutDomain"] + dependencies,
            path: "Sources/Adapters/\(path ?? name)")
    }

    /// A module map and shim over one C library.
    static func systemLibrary(name: String, pkgConfig: String, apt: String) -> Target {
        .systemLibrary(
            name: name, path: "Sources/Adapters/SystemLibraries/\(name)", pkgConfig: pkgConfig,
            providers: [.apt([apt])])
    }

    /// A folder of `Tests`.
    static func tests(_ name: String, _ dependencies: [Dependency]) -> Target {
        .testTarget(
            name: name,
            dependencies: ["SteelcutDomain", "SteelcutTestKit"]
                + dependencies + [
                    .external("NIOCore", "swift-nio", trait: "Server"),
                    .external("NIOPosix", "swift-nio", trait: "Server"),
                    .external("NIOHTTP1", "swift-nio", trait: "Server"),
                    .external("NIOSSL", "swift-nio-ssl", trait: "Server"),
                    .external("HTTPTypes", "swift-http-types", trait: "Server"),
                    .external("Logging", "swift-log", trait: "Server"),
                    .external("InMemoryLogging", "swift-log", trait: "Server"),
                    .external("ServiceLifecycle", "swift-service-lifecycle", trait: "Server"),
                ],
            path: "Tests/\(name)")
    }
}

extension Target.Dependency {
    /// A product of another package, resolved only where `trait` is on.
    static func external(_ product: String, _ package: String, trait: String) -> Self {
        .product(name: product, package: package, condition: .when(traits: [trait]))
    }
}
