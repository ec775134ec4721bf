// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what the benchmarks measure against never enters an embedder's resolution.
let package = Package(
    name: "steelcut-benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "steelcut", path: "../..", traits: ["Client", "Hummingbird"]),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.4.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "bare-server",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "SteelcutDomain", package: "steelcut"),
                .product(name: "SteelcutOpenSSL", package: "steelcut"),
            ]),
        .executableTarget(
            name: "guarded-app",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "SteelcutDomain", package: "steelcut"),
                .product(name: "SteelcutEndpoints", package: "steelcut"),
                .product(name: "SteelcutHummingbird", package: "steelcut"),
                .product(name: "SteelcutResource", package: "steelcut"),
            ]),
        .target(name: "CAllocationCounter"),
        .executableTarget(
            name: "micro-benchmarks",
            dependencies: [
                "CAllocationCounter",
                .product(name: "SteelcutDomain", package: "steelcut"),
                .product(name: "SteelcutInMemory", package: "steelcut"),
                .product(name: "SteelcutMemory", package: "steelcut"),
                .product(name: "SteelcutOpenSSL", package: "steelcut"),
                .product(name: "SteelcutArgon2", package: "steelcut"),
                .product(name: "SteelcutSystemClock", package: "steelcut"),
                .product(name: "SteelcutEndpoints", package: "steelcut"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
