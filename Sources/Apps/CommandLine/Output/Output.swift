import Foundation
import SteelcutDomain

/// Prints results: JSON on one line, or text for people.
struct Output {
    /// How results are printed.
    let format: OutputFormat

    /// Prints a result in the format asked for.
    func print(_ json: JSONValue, text: () -> String) { Self.write(bytes(json, text: text)) }

    /// Has a client given a new secret, which is printed before it works.
    func printSecret(_ give: (@escaping SecretHandOver) async throws -> IssuedSecret) async throws {
        var printed: ClientID?
        do {
            _ = try await give { issued in
                let report = SecretReport(issued: issued)
                guard (try? Self.writeLine(bytes(report.json) { report.text })) != nil else { return false }
                printed = issued.client.id
                return true
            }
        } catch {
            if let printed {
                Terminal.note(
                    "steelcut: the secret that was printed may not work; see: steelcut clients secrets \(printed)")
            }
            throw error
        }
    }

    private func bytes(_ json: JSONValue, text: () -> String) -> [UInt8] {
        switch format {
        case .json: JSONWriter.write(json)
        case .text: Array(text().utf8)
        }
    }

    /// Prints what is JSON in either format.
    static func print(_ json: JSONValue) { write(JSONWriter.write(json)) }

    /// Prints bytes as a line.
    ///
    /// A closed pipe ends the program quietly with 1; anything else that keeps a result from being written is said.
    static func write(_ bytes: [UInt8]) {
        do { try writeLine(bytes) } catch {
            Terminal.note("steelcut: the result could not be written to standard output")
            exit(1)
        }
    }

    private static func writeLine(_ bytes: [UInt8]) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(bytes + [UInt8(ascii: "\n")]))
    }
}
