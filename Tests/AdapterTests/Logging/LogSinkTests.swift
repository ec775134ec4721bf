import Foundation
import Testing

@testable import SteelcutLogging

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct `The log's way out` {
    @Test func `a reader that has gone away is no reason to end`() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        for _ in 0..<3 { sink.write("line\n") { "\($0) dropped\n" } }
    }

    @Test func `a closed descriptor is no reason to end`() throws {
        LogSink(descriptor: -1).write("line\n") { "\($0) dropped\n" }
    }

    @Test func `a reader that stalls loses lines, is waited for once, and is told how many`() throws {
        let pipe = Pipe()
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor, patience: 20)
        let line = String(repeating: "x", count: 1023) + "\n"
        // Far more than any pipe holds: with a wait for each of them this would take minutes.
        let started = ContinuousClock.now
        for _ in 0..<5000 { sink.write(line) { "\($0) dropped\n" } }
        #expect(started.duration(to: .now) < .seconds(30))

        let reading = pipe.fileHandleForReading
        var read = reading.availableData
        while read.count % 1024 != 0 { read += reading.availableData }
        let written = read.count / 1024
        #expect(written > 0 && written < 5000)
        sink.write("after\n") { "\($0) dropped\n" }
        try pipe.fileHandleForWriting.close()
        let rest = String(decoding: try reading.readToEnd() ?? Data(), as: UTF8.self)
        let lines = rest.split(separator: "\n").filter { !$0.hasPrefix("x") }
        let kept = written + rest.split(separator: "\n").count { $0.hasPrefix("x") }
        #expect(lines == ["\(5000 - kept) dropped", "after"])
    }

    @Test func `a long line arrives whole`() throws {
        let path = NSTemporaryDirectory() + "steelcut-log-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data().write(to: URL(filePath: path))
        let file = try #require(FileHandle(forWritingAtPath: path))
        let line = String(repeating: "é", count: 50_000) + "\n"
        LogSink(descriptor: file.fileDescriptor).write(line) { "\($0) dropped\n" }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == line)
    }
}
