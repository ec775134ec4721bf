import Foundation
import Testing

/// `Docs/FromPython.md` says what the Python package's manual says, and its Swift is what `Twins` compiles and runs.
@Suite struct DocumentedCode {
    @Test func `each Swift block is compiled text, and each example has one`() throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let root = here.appending(path: "../../..").standardizedFileURL
        let page = try String(contentsOf: root.appending(path: "Docs/FromPython.md"), encoding: .utf8)
        let source = try String(contentsOf: here.appending(path: "Twins.swift"), encoding: .utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let swift = Self.blocks("swift", in: page)
        for block in swift { #expect(Self.holds(lines, block), "not compiled:\n\(block.joined(separator: "\n"))") }
        // The manual has nine examples; what imports a module is a block too.
        #expect(Self.blocks("python", in: page).count == 9)
        #expect(swift.count >= 9)
        #expect(!Self.holds(lines, ["let nobody = 1"]) && !Self.holds(lines, []))
    }

    @Test func `each example of the manual is there`() throws {
        let page = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../Docs/FromPython.md").standardizedFileURL, encoding: .utf8)
        let python = Self.blocks("python", in: page).map { $0.joined(separator: "\n") }
        for (index, call) in [
            "oauth = OAuth(db_name=", "oauth.create_signature()", "oauth.add_client(client_name=",
            "oauth.update_client(client_id=", "app = oauth.auth_server()", "client_request_token(",
            "oauth.resource_server(", "client_request_resource(", "oauth.remove_client(",
        ].enumerated() where index < python.count {
            #expect(python[index].contains(call))
        }
    }

    /// The lines of the blocks of a language.
    private static func blocks(_ language: String, in page: String) -> [[String]] {
        var blocks: [[String]] = []
        var open: [String]?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line == "```\(language)" {
                open = []
            } else if line == "```" {
                if let open { blocks.append(open) }
                open = nil
            } else {
                open?.append(line)
            }
        }
        return blocks
    }

    /// Whether the lines stand one after another in a source, all indented alike.
    private static func holds(_ source: [String], _ block: [String]) -> Bool {
        guard let first = block.first else { return false }
        return source.indices.contains { start in
            guard source[start].hasSuffix(first), start + block.count <= source.count else { return false }
            let indent = String(source[start].dropLast(first.count))
            guard indent.allSatisfy({ $0 == " " }) else { return false }
            return block.indices.allSatisfy { offset in
                let line = block[offset]
                return source[start + offset] == (line.isEmpty ? "" : indent + line)
            }
        }
    }
}
