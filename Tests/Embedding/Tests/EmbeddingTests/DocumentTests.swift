import Foundation
import Testing

/// The examples in Docs/Embedding.md are the files that were compiled here, word for word, and short.
@Suite struct DocumentTests {
    private static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: ["NotesAPI", "TokenServer", "Greetings", "ClientBook"])
    func `stands in the document`(_ example: String) throws {
        let source = try text("Sources/Examples/\(example).swift")
        let document = try text("../../Docs/Embedding.md")
        #expect(document.contains("```swift\n\(source)```\n"), "Docs/Embedding.md holds another \(example).swift")
        if example != "ClientBook" {
            #expect(source.split(separator: "\n", omittingEmptySubsequences: false).count <= 40)
        }
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: path).standardized, encoding: .utf8)
    }
}
