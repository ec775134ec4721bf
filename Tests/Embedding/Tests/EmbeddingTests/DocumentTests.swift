import Foundation
import Testing

/// The examples in Docs/Embedding.md and Docs/GettingStarted.md are the files that were compiled here, word for word, and short.
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

    @Test func `the newcomer's program stands in its document`() throws {
        let source = try text("Sources/Hello/Hello.swift")
        #expect(try text("../../Docs/GettingStarted.md").contains("```swift\n\(source)```\n"))
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.package.appending(path: path).standardized, encoding: .utf8)
    }
}
