// swift-tools-version: 6.2
import PackageDescription

// Somebody else's service, as Docs/Embedding.md tells to write it: a package of its own, so that it meets Steelcut as
// others do. It owns targets of names that Steelcut's modules avoid.
let package = Package(
    name: "embedding",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "steelcut", path: "../..", traits: ["Client", "Hummingbird"]),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.8.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto"),
        .target(name: "Domain", dependencies: ["COpenSSL", .product(name: "SteelcutDomain", package: "steelcut")]),
        .target(
            name: "Examples",
            dependencies: [
                "Domain",
                .product(name: "SteelcutDomain", package: "steelcut"),
                .product(name: "SteelcutArgon2", package: "steelcut"),
                .product(name: "SteelcutEndpoints", package: "steelcut"),
                .product(name: "SteelcutHummingbird", package: "steelcut"),
                .product(name: "SteelcutInMemory", package: "steelcut"),
                .product(name: "SteelcutMemory", package: "steelcut"),
                .product(name: "SteelcutNIOServer", package: "steelcut"),
                .product(name: "SteelcutOpenSSL", package: "steelcut"),
                .product(name: "SteelcutResource", package: "steelcut"),
                .product(name: "SteelcutSystemClock", package: "steelcut"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // Docs/GettingStarted.md.
        .executableTarget(
            name: "Hello",
            dependencies: [
                .product(name: "SteelcutEndpoints", package: "steelcut"),
                .product(name: "SteelcutHummingbird", package: "steelcut"),
                .product(name: "SteelcutResource", package: "steelcut"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]),
        .testTarget(
            name: "EmbeddingTests",
            dependencies: [
                "Domain", "Examples",
                .product(name: "SteelcutDomain", package: "steelcut"),
                .product(name: "SteelcutArgon2", package: "steelcut"),
                .product(name: "SteelcutNIOServer", package: "steelcut"),
                .product(name: "SteelcutOpenSSL", package: "steelcut"),
                .product(name: "SteelcutSystemClock", package: "steelcut"),
                .product(name: "SteelcutTestKit", package: "steelcut"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "SteelcutEndpoints", package: "steelcut"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
