import Foundation
import SteelcutDomain

/// Prints results: JSON on one line, or text for people.
struct Output {
    /// How results are printed.
    let format: OutputFormat

    /// Prints a result in the format asked for.
    ///
    /// - Parameter advice: What to do where it can't be written, and can't be had again.
    func print(_ json: JSONValue, ifLost advice: String? = nil, text: () -> String) {
        switch format {
        case .json: Self.write(JSONWriter.write(json), ifLost: advice)
        case .text: Self.write(Array(text().utf8), ifLost: advice)
        }
    }

    /// Prints what is JSON in either format.
    static func print(_ json: JSONValue) { write(JSONWriter.write(json)) }

    /// Prints bytes as a line.
    ///
    /// A closed pipe ends the program quietly with 1; anything else that keeps a result from being written is said.
    static func write(_ bytes: [UInt8], ifLost advice: String? = nil) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes + [UInt8(ascii: "\n")]))
        } catch {
            let next = advice.map { "; \($0)" } ?? ""
            Terminal.note("steelcut: the result could not be written to standard output\(next)")
            exit(1)
        }
    }
}
