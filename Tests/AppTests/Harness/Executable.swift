import Foundation
import Testing

/// The three programs, which are built beside the tests.
enum Executable: String, CaseIterable, CustomTestStringConvertible {
    case authorizationServer = "steelcut-auth"
    case resourceServer = "steelcut-resource"
    case commandLine = "steelcut"

    /// Where the program is.
    var url: URL { Self.folder.appending(path: rawValue) }

    var testDescription: String { rawValue }

    private static let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()
}
