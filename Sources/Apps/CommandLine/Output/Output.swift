import Foundation
import SteelcutDomain

/// Prints results: JSON on one line, or text for people.
struct Output {
    /// How results are printed.
    let format: OutputFormat

    /// Prints a result in the format asked for.
    func print(_ json: JSONValue, text: () -> String) {
        switch format {
        case .json: Self.write(JSONWriter.write(json))
        case .text: Self.write(Array(text().utf8))
        }
    }

    /// Prints what is JSON in either format.
    static func print(_ json: JSONValue) { write(JSONWriter.write(json)) }

    /// Prints bytes as a line.
    ///
    /// A closed pipe ends the program quietly with 1; anything else that keeps a result from being written is said.
    static func write(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes + [UInt8(ascii: "\n")]))
        } catch {
            Terminal.note("steelcut: the result could not be written to standard output")
            exit(1)
        }
    }
}
