import Foundation
import SteelcutConfiguration
import Testing

@Suite struct `Docs/Configuration.md` {
    /// The cells of the tables whose first cell is a key.
    private static func rows() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Docs/Configuration.md")
        let text = try String(contentsOf: root.standardized, encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            line.dropFirst(2).dropLast(2).split(separator: " | ").map(String.init)
        }
    }

    @Test func `has a row for every key, and no other`() throws {
        let documented = try Self.rows().map { $0[0].filter { $0 != "`" } }
        #expect(Set(documented) == Set(ProgramKey.all.map(\.key.name)))
        // `issuer` and `audience` mean something else to the resource server, and `http.port` is named once.
        let twice = Dictionary(grouping: documented, by: \.self).filter { $0.value.count > 1 }.keys
        #expect(Set(twice) == ["issuer", "audience"])
    }

    @Test(arguments: ProgramKey.all) func `gives flag, variable and default`(_ row: ProgramKey) throws {
        let rows = try Self.rows().filter { $0[0] == "`\(row.key.name)`" }
        #expect(rows.contains { $0[1] == "`\(row.key.flag)`" && $0[2] == "`\(row.key.variable)`" })
        let words = row.key.defaultText.split(separator: " ").map { $0.filter { $0 != "`" } }
        let isThere = rows.contains { cells in
            let cell = cells[3].filter { $0 != "`" }
            return words.allSatisfy { cell.contains($0) }
        }
        #expect(isThere, "\(row.key.defaultText)")
    }

    @Test(arguments: ProgramKey.all.filter(\.isNumber)) func `gives the range`(_ row: ProgramKey) throws {
        let cell = try #require(try Self.rows().first { $0[0] == "`\(row.key.name)`" })[4]
        let bounds = row.key.form.split(separator: " ").suffix(3)
        #expect(cell.contains("\(bounds.first ?? "") to \(bounds.last ?? "")"), "\(row.key.form)")
    }
}
