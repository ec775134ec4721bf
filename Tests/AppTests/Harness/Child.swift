import Foundation
import Synchronization

/// A program that was started, with its output going to files.
final class Child: Sendable {
    /// Its process ID.
    let id: Int32
    private let outputFile: URL
    private let errorFile: URL

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: Which.
    ///   - arguments: Its arguments.
    ///   - environment: The whole of its environment.
    ///   - folder: Where it runs, and where its output goes.
    ///   - input: What it reads from standard input.
    ///   - terminal: Where standard output is to be a terminal: that.
    init(
        _ executable: Executable, _ arguments: [String], environment: [String: String], in folder: URL,
        input: [UInt8] = [], terminal: Terminal? = nil
    ) throws {
        let name = "\(executable.rawValue)-\(UUID().uuidString)"
        outputFile = folder.appending(path: name + ".out")
        errorFile = folder.appending(path: name + ".err")
        let inputFile = folder.appending(path: name + ".in")
        try Data(input).write(to: inputFile)
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)

        let process = Process()
        process.executableURL = executable.url
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        let files = [
            try FileHandle(forReadingFrom: inputFile), try terminal?.forChild() ?? FileHandle(forWritingTo: outputFile),
            try FileHandle(forWritingTo: errorFile),
        ]
        // The child has its own: these would stay open as long as Foundation keeps the process.
        defer { for file in files { try? file.close() } }
        (process.standardInput, process.standardOutput, process.standardError) = (files[0], files[1], files[2])
        let ended = Ended()
        process.terminationHandler = { process in
            let signal = process.terminationReason == .uncaughtSignal
            ended.status.withLock { $0 = signal ? 128 + process.terminationStatus : process.terminationStatus }
        }
        try process.run()
        id = process.processIdentifier
        self.ended = ended
    }

    private let ended: Ended

    private final class Ended: Sendable {
        let status = Mutex<Int32?>(nil)
    }

    /// Its exit status, 128 and the signal where a signal ended it; `nil` while it runs.
    var status: Int32? { ended.status.withLock { $0 } }

    /// What it has written to standard output.
    var output: String { Self.text(outputFile) }

    /// What it has written to standard error.
    var errors: String { Self.text(errorFile) }

    /// Waits until it ends, and returns its status.
    func ending(within limit: Duration = .seconds(60)) async throws -> Int32 {
        try await firstValue("the end of process \(id)", within: limit) { status }
    }

    /// Sends it a signal, while it runs.
    func send(_ signal: Int32) {
        if status == nil { kill(id, signal) }
    }

    private static func text(_ file: URL) -> String {
        String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    }
}
