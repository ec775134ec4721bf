// swift-tools-version: 6.2
import PackageDescription

// Takes the domain alone, with every trait off: Scripts/check-domain shows that nothing else comes with it.
let package = Package(
    name: "linkage",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "steelcut", path: "../..", traits: [])],
    targets: [
        .executableTarget(name: "linkage", dependencies: [.product(name: "SteelcutDomain", package: "steelcut")])
    ],
    swiftLanguageModes: [.v6]
)
