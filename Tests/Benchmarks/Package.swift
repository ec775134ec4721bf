// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what the benchmarks measure against never enters an embedder's resolution.
let package = Package(
    name: "steelcut-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0")],
    targets: [
        .executableTarget(
            name: "bare-server",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
