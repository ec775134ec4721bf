import SteelcutServer

/// What `steelcut doctor` found, for people: a line a finding, what to do below it, and the sum.
struct FindingsText {
    let findings: [Finding]

    /// The lines.
    var text: String { (findings.map(lines) + ["", sum]).joined(separator: "\n") }

    private func lines(_ finding: Finding) -> String {
        let check = Self.padded(finding.check.rawValue, 13)
        let line = "\(Self.word(finding.status))  \(check)  \(Terminal.printable(finding.message))"
        guard let advice = finding.advice else { return line }
        return line + "\n         what to do: \(Terminal.printable(advice))"
    }

    private var sum: String {
        let count = { (status: Finding.Status) in findings.count { $0.status == status } }
        return "\(count(.ok)) ok, \(count(.warning)) to be mended, \(count(.failed)) failed"
    }

    private static func word(_ status: Finding.Status) -> String {
        let word = padded(status.rawValue, 7)
        return switch status {
        case .ok: Terminal.coloured(word, 32)
        case .warning: Terminal.coloured(word, 33)
        case .failed: Terminal.coloured(word, 31)
        }
    }

    private static func padded(_ word: String, _ width: Int) -> String {
        word + String(repeating: " ", count: max(0, width - word.count))
    }
}
