import Testing

@testable import SteelcutDomain

/// What is written without a tree of values is what would be written with one.
@Suite struct WrittenJSON {
    private static let texts = [
        "", "plain", "a \"quote\" and a \\", "line\nbreak", "\u{1}\u{1F}\u{7F}", "ümlaut 😀", "\u{2028}",
        String(repeating: "x", count: 300), String(repeating: "x", count: 299) + "\"",
    ]

    private func fill(_ members: inout some JSONMembers, _ text: String) {
        members.add("text", text)
        members.add("number", .min)
        members.add("zero", 0)
        members.add("none", oneOrSeveral: [])
        members.add("one", oneOrSeveral: [text])
        members.add("several", oneOrSeveral: [text, "b", text])
    }

    @Test(arguments: texts) func `an object reads the same, written or kept`(_ text: String) throws {
        var writer = JSONObjectWriter(capacity: 1)
        var members: [JSONMember] = []
        fill(&writer, text)
        fill(&members, text)
        let written = writer.finish()
        #expect(written == JSONWriter.write(.object(members)))
        #expect(try JSONReader.read(written) == .object(members))
    }

    @Test func `an object without members, and one of plain text`() {
        var empty = JSONObjectWriter()
        #expect(empty.finish() == Array("{}".utf8))
        var writer = JSONObjectWriter()
        writer.add("t", plain: Array("abc-_".utf8))
        #expect(writer.finish() == Array(#"{"t":"abc-_"}"#.utf8))
    }
}
