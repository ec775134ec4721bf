import Foundation
import SteelcutConfiguration
import Testing

/// Reads a configuration as a program does, with files in a folder of its own.
struct ConfigurationBench: ~Copyable {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "steelcut-configuration-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A file of the folder, with this text.
    func file(_ text: String, named name: String = "steelcut.yaml") throws -> String {
        try file([UInt8](text.utf8), named: name)
    }

    /// A file of the folder, with these bytes.
    func file(_ bytes: [UInt8], named name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// A path of the folder.
    func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// What a program needs to be told at least.
let requiredOf: [Program: [String: String]] = [
    .authorizationServer: [:],
    .resourceServer: [
        "resource.file": "answer.json", "issuer": "http://127.0.0.1:5000", "audience": "api_v0.0.1",
    ],
    .commandLine: [:],
]

extension Program {
    /// The key of this name.
    func key(_ name: String) throws -> ConfigurationKey { try #require(keys.first { $0.name == name }) }

    /// The environment that sets what this program needs, but for one key.
    func required(without name: String? = nil) throws -> [String: String] {
        var environment: [String: String] = [:]
        for (required, value) in try #require(requiredOf[self]) where required != name {
            environment[try key(required).variable] = value
        }
        return environment
    }

    /// What `--print-config` prints, and the problem behind it.
    func printed(_ input: ConfigurationInput) throws -> (lines: [String], problem: ConfigurationError?) {
        let input = input.with(arguments: input.arguments + ["--print-config"])
        func lines<Settings>(_ invocation: Invocation<Settings>) throws -> ([String], ConfigurationError?) {
            guard case .show(let text, let problem) = invocation else { throw NotShown() }
            return (text.split(separator: "\n").map(String.init), problem)
        }
        return switch self {
        case .authorizationServer:
            try lines(Invocation<AuthorizationServerSettings>(input, version: "1"))
        case .resourceServer: try lines(Invocation<ResourceServerSettings>(input, version: "1"))
        case .commandLine: try lines(Invocation<CommandLineSettings>(input, version: "1"))
        }
    }

    /// The line that this program refuses an input with; `nil` where it would run.
    func refusal(_ arguments: [String] = [], _ environment: [String: String] = [:]) -> String? {
        let input = ConfigurationInput(arguments: arguments, environment: environment)
        do throws(ConfigurationError) {
            switch self {
            case .authorizationServer: _ = try Invocation<AuthorizationServerSettings>(input, version: "1")
            case .resourceServer: _ = try Invocation<ResourceServerSettings>(input, version: "1")
            case .commandLine: _ = try Invocation<CommandLineSettings>(input, version: "1")
            }
            return nil
        } catch {
            return error.description
        }
    }

    private struct NotShown: Error {}
}

/// The settings that these arguments and this environment give.
func settings<Settings: ProgramSettings>(
    _ type: Settings.Type = Settings.self, _ arguments: [String] = [], _ environment: [String: String] = [:],
    terminal: Bool = false
) throws -> Settings {
    let environment = environment.merging(try Settings.program.required()) { given, _ in given }
    let input = ConfigurationInput(
        arguments: arguments, environment: environment, standardErrorIsTerminal: terminal)
    return try Settings(reading: input)
}

/// A program and one of its keys.
struct ProgramKey: Sendable, CustomTestStringConvertible {
    let program: Program
    let key: ConfigurationKey
    var testDescription: String { "\(program.rawValue) \(key.name)" }

    static let all = Program.allCases.flatMap { program in program.keys.map { ProgramKey(program: program, key: $0) } }
}
