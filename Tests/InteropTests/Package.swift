// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what an independent reader of tokens needs never enters an embedder's resolution.
let package = Package(
    name: "steelcut-interop",
    platforms: [.macOS(.v26)],
    dependencies: [.package(url: "https://github.com/vapor/jwt-kit.git", from: "5.1.0")],
    targets: [
        .testTarget(name: "InteropTests", dependencies: [.product(name: "JWTKit", package: "jwt-kit")])
    ],
    swiftLanguageModes: [.v6]
)
