import Foundation
import Testing

/// The three programs, which are built beside the tests.
enum Executable: String, CustomTestStringConvertible {
    case authorizationServer = "steelcut-auth"
    case resourceServer = "steelcut-resource"
    case commandLine = "steelcut"
    /// A shell, for what only a shell can set up.
    case shell = "sh"

    /// The three programs.
    static let programs: [Executable] = [.authorizationServer, .resourceServer, .commandLine]

    /// Where the program is.
    var url: URL { self == .shell ? URL(filePath: "/bin/sh") : Self.folder.appending(path: rawValue) }

    var testDescription: String { rawValue }

    private static let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent()
}
