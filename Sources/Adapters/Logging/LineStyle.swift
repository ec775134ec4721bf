import Logging

/// Writes lines in a format.
struct LineStyle: Sendable {
    let format: LogFormat
    let hasColors: Bool

    /// The line with its end: exactly one line end, whatever it says.
    func text(of line: LogLine) -> String {
        switch format {
        case .text: textLine(line) + "\n"
        case .json: jsonLine(line) + "\n"
        }
    }

    private func textLine(_ line: LogLine) -> String {
        var text = "\(line.timeText) \(levelWord(line.level)) \(Escape.text(SecretGuard.mask(line.message)))"
        for (name, value) in line.metadata {
            text += " \(dimmed("\(Escape.text(name))="))\(words(value))"
        }
        return text
    }

    private func words(_ value: FlatMetadata.Value) -> String {
        switch value {
        case .text(let text): word(text)
        case .literal(let literal): literal
        case .list(let values): "[\(values.map(words).joined(separator: ","))]"
        }
    }

    /// A value, in quotation marks where it would not be seen as one word.
    private func word(_ text: String) -> String {
        let text = SecretGuard.mask(text)
        let isWord = !text.isEmpty && !text.contains { $0.isWhitespace || "\"\\=,[]".contains($0) }
        return isWord ? Escape.text(text) : Escape.quoted(text)
    }

    private func jsonLine(_ line: LogLine) -> String {
        let own = ["time", "level", "logger", "message"]
        var members = zip(own, [line.timeText, line.level.rawValue, line.label, SecretGuard.mask(line.message)])
            .map { "\"\($0)\":\(Escape.quoted($1))" }
        var names = Set(own)
        for (name, value) in line.metadata {
            // A member name twice makes a line mean two things to two readers.
            var name = own.contains(name) ? "metadata.\(name)" : name
            while !names.insert(name).inserted { name += "_" }
            members.append("\(Escape.quoted(name)):\(json(value))")
        }
        return "{\(members.joined(separator: ","))}"
    }

    private func json(_ value: FlatMetadata.Value) -> String {
        switch value {
        case .text(let text): Escape.quoted(SecretGuard.mask(text))
        case .literal(let literal): literal
        case .list(let values): "[\(values.map(json).joined(separator: ","))]"
        }
    }

    /// The level in capitals, as wide as the widest that is common.
    private func levelWord(_ level: Logger.Level) -> String {
        let word = level.rawValue.uppercased()
        let padded = word + String(repeating: " ", count: max(0, 7 - word.count))
        guard hasColors else { return padded }
        let color =
            switch level {
            case .trace, .debug: "2"
            case .info: "32"
            case .notice: "36"
            case .warning: "33"
            case .error, .critical: "31"
            }
        return "\u{1B}[\(color)m\(padded)\u{1B}[0m"
    }

    private func dimmed(_ text: String) -> String { hasColors ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
