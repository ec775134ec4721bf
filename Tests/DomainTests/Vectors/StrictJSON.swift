import SteelcutDomain
import Testing

@Suite("JSON, strict") struct StrictJSON {
    @Test(
        arguments: [
            ("null", JSONValue.null), (" true\t", .bool(true)), ("\r\nfalse\n", .bool(false)), ("0", .integer(0)),
            ("-1", .integer(-1)), (#""""#, .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u00e9\u20AC""#, .string("é€")), (#""\ud83d\ude00""#, .string("😀")), (#""😀""#, .string("😀")),
            (#""\u0001""#, .string("\u{1}")), ("[]", .array([])), ("[1 , [ ] ]", .array([.integer(1), .array([])])),
            ("{}", .object([])), (#"{"b":1,"a":{}}"#, .object([.init("b", .integer(1)), .init("a", .object([]))])),
            // Two names, though Swift's == takes them for one.
            ("{\"é\":1,\"e\u{301}\":2}", .object([.init("é", .integer(1)), .init("e\u{301}", .integer(2))])),
        ]) func `JSON is read`(_ text: String, _ value: JSONValue) throws
    {
        #expect(try JSONReader.read(Array(text.utf8)) == value)
    }

    @Test(
        arguments: [
            ("", JSONReader.StaticReason.truncated), (" ", .truncated), ("{", .truncated), ("[", .truncated),
            ("\"a", .truncated), ("tru", .truncated), ("{\"a\"", .truncated), ("{\"a\":", .truncated),
            ("{\"a\":1", .truncated), ("[1", .truncated), ("[1,", .truncated), ("\"\\", .truncated),
            ("\"\\u00", .truncated), ("-", .truncated), ("1.", .truncated), ("1e", .truncated), ("1e+", .truncated),
            // Trailing commas and what else other readers forgive.
            ("[1,]", .unexpected), (#"{"a":1,}"#, .unexpected), ("[,1]", .unexpected), ("{,}", .unexpected),
            ("{a:1}", .unexpected), ("{'a':1}", .unexpected), ("'a'", .unexpected), ("// c\n1", .unexpected),
            ("/* c */1", .unexpected), ("[1 /* c */]", .unexpected), ("# c\n1", .unexpected), ("NaN", .unexpected),
            ("Infinity", .unexpected), ("-Infinity", .unexpected), ("nan", .unexpected), ("True", .unexpected),
            ("undefined", .unexpected), ("+1", .unexpected), (".5", .unexpected), ("-.5", .unexpected),
            ("1.e5", .unexpected), ("0x10", .trailing), ("01", .trailing), ("-01", .trailing), ("1_000", .trailing),
            ("1;", .trailing), ("{} {}", .trailing), ("{}x", .trailing), ("1 2", .trailing), ("[]]", .trailing),
            ("{}\0", .trailing), ("\0{}", .unexpected), ("\"a\nb\"", .unexpected), ("\"a\tb\"", .unexpected),
            (#""\x41""#, .unexpected), (#""\'""#, .unexpected), (#""\u00g0""#, .unexpected), (#"{"a" 1}"#, .unexpected),
            (#"{"a":1 "b":2}"#, .unexpected), (#"{1:2}"#, .unexpected), ("[1 2]", .unexpected),
            ("\u{A0}1", .unexpected), ("\u{B}1", .unexpected), ("\u{FEFF}{}", .unexpected),
            // One object that two readers would read in two ways.
            (#"{"a":1,"a":2}"#, .duplicate), (#"{"exp":1,"\u0065xp":2}"#, .duplicate),
            (#"{"a":1,"b":2,"a":1}"#, .duplicate), (#"[{"":1,"":2}]"#, .duplicate),
            (#"{"é":1,"\u00e9":2}"#, .duplicate),
            (#"{"😀":1,"\ud83d\ude00":2}"#, .duplicate),
            // Text that is none.
            (#""\ud83d""#, .text), (#""\ud83dx""#, .text), (#""\ud83d\n""#, .text), (#""\ud83d\u0041""#, .text),
            (#""\ude00""#, .text), (#""\ude00\ud83d""#, .text), (#""\u0000""#, .text), (#"{"a\u0000b":1}"#, .text),
        ]) func `what is not quite JSON is refused`(_ text: String, _ reason: JSONReader.StaticReason)
    {
        let failure = #expect(throws: JSONReader.Failure.self) { try JSONReader.read(Array(text.utf8)) }
        #expect(failure?.reason == reason)
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC3, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0x80, 0x22],
            // UTF-16, either way round and with its mark; UTF-32.
            [0x7B, 0x00, 0x7D, 0x00], [0x00, 0x7B, 0x00, 0x7D], [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
            [0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D], [0x7B, 0, 0, 0, 0x7D, 0, 0, 0], [0xEF, 0xBB, 0xBF, 0x7B, 0x7D],
        ] as [[UInt8]]) func `what is not UTF-8 is refused`(_ bytes: [UInt8])
    {
        #expect(throws: JSONReader.Failure.self) { try JSONReader.read(bytes) }
    }

    @Test(
        arguments: [
            ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("-9223372036854775808", Int.min),
            ("1e3", 1000), ("1.0", 1), ("1.5", nil), ("1e308", nil), ("1e400", nil), ("-1e400", nil), ("1e-400", 0),
            ("-0", 0), (String(repeating: "9", count: 5000), nil), ("0.1e1", nil as Int?),
        ]) func `a number of any size is read, and converted only where it fits`(_ text: String, _ integer: Int?) throws
    {
        let number = try #require(try JSONReader.read(Array(text.utf8)).number)
        #expect(number.text == text)
        if text != "0.1e1" { #expect(number.integer == integer) } else { #expect(number.integer == 1) }
    }

    @Test(arguments: ["1e308", "1e400", "-1", "253402300800", "-0.5"])
    func `a NumericDate outside the years 1970 to 9999 is none`(_ text: String) throws {
        #expect(try JSONReader.read(Array(text.utf8)).number?.numericDate == nil)
    }

    @Test func `nesting is bounded, whatever it is made of`() throws {
        func nested(_ open: String, _ close: String, _ depth: Int) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        #expect(throws: Never.self) { try JSONReader.read(nested("[", "]", 16)) }
        for (open, close) in [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")] {
            for depth in [17, 100_000] {
                let failure = #expect(throws: JSONReader.Failure.self) {
                    try JSONReader.read(nested(open, close, depth))
                }
                #expect(failure?.reason == .depth)
            }
        }
    }

    @Test func `size is bounded before anything is read`() {
        let text = [UInt8](repeating: UInt8(ascii: " "), count: 101)
        let failure = #expect(throws: JSONReader.Failure.self) { try JSONReader.read(text, maximumSize: 100) }
        #expect(failure?.reason == .size)
    }

    @Test func `cut off anywhere, an object is refused`() {
        let text = Array(#"{"iss":"a\u00e9","aud":["b",{}],"exp":-1.5e+3,"x":null,"y":[true,false]}"#.utf8)
        #expect(throws: Never.self) { try JSONReader.read(text) }
        for length in text.indices {
            #expect(throws: JSONReader.Failure.self) { try JSONReader.read(Array(text.prefix(length))) }
        }
    }

    @Test func `what was written is read again`() throws {
        let value = JSONValue.object([
            .init("a\"\\\u{1}\n\u{7F}é😀", .array([.null, .bool(true), .integer(.min), .string("\u{1F}")])),
            .init("", .object([])),
        ])
        #expect(try JSONReader.read(JSONWriter.write(value)) == value)
    }
}
