import Foundation

/// A folder of its own for one check, gone with it.
final class TemporaryFolder: Sendable {
    private let location: URL

    init() throws {
        location = FileManager.default.temporaryDirectory.appending(path: "steelcut-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: location, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: location) }

    func path(_ name: String) -> String { location.appending(path: name).path }
}
