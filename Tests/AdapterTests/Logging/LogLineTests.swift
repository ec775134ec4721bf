import Foundation
import Logging
import SteelcutDomain
import Testing

@testable import SteelcutLogging

private struct FixedClock: Ports.Clock {
    // 2026-11-21T23:15:00.042Z
    func now() -> Timestamp { Timestamp(microseconds: 1_795_302_900_042_999) }
    func uptime() -> Duration { .zero }
}

/// A pipe that a logger writes to.
private final class LogPipe {
    private let pipe = Pipe()

    func logger(_ format: LogFormat, colors: Bool = false, level: Logger.Level = .trace) -> Logger {
        let sink = LogSink(descriptor: pipe.fileHandleForWriting.fileDescriptor)
        return Logger(label: "steelcut.test") { label in
            LineLogHandler(
                label: label, style: LineStyle(format: format, hasColors: colors), level: level, clock: FixedClock(),
                sink: sink)
        }
    }

    /// What there is to read, which makes room for more.
    func drain() { _ = pipe.fileHandleForReading.availableData }

    /// All that was written.
    func text() throws -> String {
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
}

@Suite struct `Log lines` {
    @Test func `for people`() throws {
        let pipe = LogPipe()
        var logger = pipe.logger(.text)
        logger[metadataKey: "request"] = "r1"
        logger.info("listening", metadata: ["address": "127.0.0.1:5000", "host": "two words", "empty": "", "a": "x=y"])
        logger.warning("odd", metadata: ["list": ["a", "b c"], "in": ["deep": ["er": "1"]], "request": "r2"])
        #expect(
            try pipe.text() == """
                2026-11-21T23:15:00.042Z INFO    listening a="x=y" address=127.0.0.1:5000 empty="" host="two words" request=r1
                2026-11-21T23:15:00.042Z WARNING odd in.deep.er=1 list=[a,"b c"] request=r2

                """)
    }

    @Test func `for machines`() throws {
        let pipe = LogPipe()
        let logger = pipe.logger(.json)
        logger.error(
            "a \"b\"", metadata: ["status": "\(503)", "in": ["deep": "1"], "list": ["a", "b"], "message": "own"])
        #expect(
            try pipe.text()
                == #"{"time":"2026-11-21T23:15:00.042Z","level":"error","logger":"steelcut.test","message":"a \"b\"","#
                + #""in.deep":"1","list":["a","b"],"metadata.message":"own","status":"503"}"# + "\n")
    }

    @Test func `numbers are numbers`() throws {
        for (format, expected) in [
            (LogFormat.json, #""a":503,"b":-1,"c":1.5,"d":"inf","e":[1,"2"],"f.g":7,"h":"503","i":true}"#),
            (.text, "a=503 b=-1 c=1.5 d=inf e=[1,2] f.g=7 h=503 i=true"),
        ] {
            let pipe = LogPipe()
            pipe.logger(format).info(
                "x",
                metadata: [
                    "a": .stringConvertible(503), "b": .stringConvertible(Int64(-1)), "c": .stringConvertible(1.5),
                    "d": .stringConvertible(Double.infinity), "e": [.stringConvertible(1), "2"],
                    "f": ["g": .stringConvertible(UInt8(7))], "h": "\(503)",
                    "i": .stringConvertible(true),
                ])
            #expect(try pipe.text().hasSuffix(expected + "\n"))
        }
    }

    @Test func `in colours where a terminal wants them`() throws {
        let pipe = LogPipe()
        pipe.logger(.text, colors: true).error("x", metadata: ["k": "v"])
        #expect(try pipe.text().contains("\u{1B}[31mERROR  \u{1B}[0m x \u{1B}[2mk=\u{1B}[0mv"))
        #expect(Logs.allowsColors(noColor: nil, terminal: "xterm"))
        #expect(Logs.allowsColors(noColor: "", terminal: nil))
        #expect(!Logs.allowsColors(noColor: "1", terminal: "xterm"))
        #expect(!Logs.allowsColors(noColor: nil, terminal: "dumb"))
    }

    @Test func `below the level are not written`() throws {
        let pipe = LogPipe()
        let logger = pipe.logger(.text, level: .warning)
        logger.info("no")
        logger.warning("yes")
        #expect(try pipe.text().split(separator: "\n").count == 1)
    }

    @Test func `tell an error apart`() throws {
        struct Broken: Error, CustomStringConvertible { let description = "it broke" }
        let pipe = LogPipe()
        pipe.logger(.json).error("failed", error: Broken())
        #expect(try pipe.text().contains(#""error":"it broke""#))
    }

    @Test func `that were dropped are counted in a line of their own`() throws {
        let pipe = LogPipe()
        let logger = pipe.logger(.json)
        // More than a pipe holds, which nobody reads.
        for _ in 0..<2000 { logger.info("x", metadata: ["k": "\(String(repeating: "x", count: 1000))"]) }
        pipe.drain()
        logger.info("after")
        let lines = try pipe.text().split(separator: "\n").suffix(2)
        let notice = try #require(lines.first)
        #expect(
            notice.contains(
                #/"level":"warning","logger":"steelcut.test","message":"log lines were dropped","count":[0-9]+}/#))
        #expect(lines.last?.contains(#""message":"after""#) == true)
    }

    @Test func `take the metadata of their logger`() {
        var logger = LogPipe().logger(.text)
        logger[metadataKey: "k"] = "v"
        #expect(logger[metadataKey: "k"] == "v")
    }

    static let nasty: [(text: String, escaped: String)] = [
        ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("a\tb", #"a\tb"#), ("\u{0}", #"\u0000"#),
        ("\u{1B}[2J", #"\u001b[2J"#),
        ("\u{7F}", #"\u007f"#), ("\u{9B}31m", #"\u009b31m"#), ("\u{2028}", #"\u2028"#), ("\u{202E}x", #"\u202ex"#),
        ("\u{FEFF}", #"\ufeff"#), ("\u{E0041}", #"\udb40\udc41"#), (#"a\nb"#, #"a\\nb"#), ("é日本🙂", "é日本🙂"),
    ]

    @Test(arguments: nasty, LogFormat.allCases)
    func `stay one line, whatever they say`(_ row: (text: String, escaped: String), _ format: LogFormat) throws {
        let pipe = LogPipe()
        pipe.logger(format).info("\(row.text)", metadata: ["k": "\(row.text)", "\(row.text)": "v"])
        let line = try pipe.text()
        #expect(line.utf8.count { $0 == 0x0A } == 1 && line.hasSuffix("\n"))
        #expect(line.contains(row.escaped))
        #expect(!line.dropLast().unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test(arguments: nasty) func `for machines mean what was said`(_ row: (text: String, escaped: String)) throws {
        let pipe = LogPipe()
        pipe.logger(.json).info("\(row.text)", metadata: ["k": ["\(row.text)", "\"{}"]])
        let object = try JSONSerialization.jsonObject(with: Data(try pipe.text().utf8)) as? [String: Any]
        #expect((object?["message"] as? String)?.utf8.elementsEqual(row.text.utf8) == true)
        #expect((object?["k"] as? [String])?.last == "\"{}")
    }
}
