import SteelcutDomain
import Testing

/// Only RFC 8259 is JSON: what lenient readers forgive, two of them forgive differently.
@Suite struct LaxJSON {
    /// What is done to good JSON.
    enum Spoiling: String, CaseIterable, Sendable {
        case trailingComma, byteOrderMark, trailingText, trailingNUL, leadingNUL, twoValues, comment, lineComment
        case littleUTF16, bigUTF16, singleQuotes, array, noBreakSpace, verticalTab, nothing, cutEnd, cutStart

        func callAsFunction(_ json: [UInt8]) -> [UInt8] {
            switch self {
            case .trailingComma: json.dropLast() + Array(",}".utf8)
            case .byteOrderMark: [0xEF, 0xBB, 0xBF] + json
            case .trailingText: json + Array("x".utf8)
            case .trailingNUL: json + [0]
            case .leadingNUL: [0] + json
            case .twoValues: json + json
            case .comment: Array("/**/".utf8) + json
            case .lineComment: json + Array("//".utf8)
            case .littleUTF16: json.flatMap { [$0, 0] }
            case .bigUTF16: json.flatMap { [0, $0] }
            case .singleQuotes: json.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }
            case .array: Array("[".utf8) + json + Array("]".utf8)
            case .noBreakSpace: Array("\u{A0}".utf8) + json
            case .verticalTab: [0x0B] + json
            case .nothing: []
            case .cutEnd: Array(json.dropLast())
            case .cutStart: Array(json.dropFirst())
            }
        }
    }

    @Test(arguments: Transport.all, Spoiling.allCases)
    func `is invalid in claims and header`(_ transport: Transport, _ spoil: Spoiling) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mintBytes(claims: spoil(Array(BearerFixture.goodClaims.utf8))))
        try await server.expectInvalid(try await server.mintBytes(header: spoil(Array(server.header.utf8))))
    }

    static let members: [String] = [
        #""x":NaN"#, #""x":Infinity"#, #""x":-Infinity"#, #""x":01"#, #""x":+1"#, #""x":.5"#, #""x":1."#, #""x":0x1"#,
        #""x":1e"#, #""x":undefined"#, #""x":True"#, "x:1", #""x":1,"#, #""x""#, #""x":"#, #""x":"\ud800""#,
        #""x":"\udc00\ud800""#, #""x":"\ud800\u0041""#, #""x":"\u0000""#, #""\u0000":1"#, #""x":"\x41""#,
        #""x":"\u00zz""#, "\"x\":\"\t\"", "\"x\":\"\n\"", "\"x\":\"\u{0}\"", #""x":""#,
    ]

    @Test(arguments: Transport.all, members)
    func `a member that is none is invalid`(_ transport: Transport, _ member: String) async throws {
        try await expectInvalid(member: Array(member.utf8), transport)
    }

    @Test(arguments: Transport.all, [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xC3]] as [[UInt8]])
    func `text that is not UTF-8 is invalid`(_ transport: Transport, _ bytes: [UInt8]) async throws {
        try await expectInvalid(member: Array(#""x":""#.utf8) + bytes + Array("\"".utf8), transport)
    }

    private func expectInvalid(member: [UInt8], _ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let tail = Array(",".utf8) + member + Array("}".utf8)
        try await server.expectInvalid(
            try await server.mintBytes(claims: BearerFixture.goodClaims.utf8.dropLast() + tail))
        try await server.expectInvalid(try await server.mintBytes(header: server.header.utf8.dropLast() + tail))
    }

    @Test(arguments: Transport.all)
    func `white space of RFC 8259 is fine`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let spaced = BearerFixture.goodClaims.split(separator: ",").joined(separator: " ,\t")
        try await server.expectAccepted(try await server.mint(claims: " \t\r\n" + spaced + "\n"))
    }
}
