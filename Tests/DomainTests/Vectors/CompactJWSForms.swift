import SteelcutDomain
import Testing

@Suite("The compact form of a JWS") struct CompactJWSForms {
    static func token(_ header: String, payload: String = "{}", signature: [UInt8] = [1]) -> [UInt8] {
        CompactJWS.signingInput(header: Array(header.utf8), payload: Array(payload.utf8)) + [UInt8(ascii: ".")]
            + Base64URL.encode(signature)
    }

    @Test func `parts are decoded, and what was signed is kept as it came`() throws {
        let header = #"{ "kid":"k", "typ":"at+jwt" , "alg":"ES256", "other":[1] }"#
        let jws = try CompactJWS(parsing: Self.token(header, payload: "not JSON", signature: [0xFF, 0]))
        #expect(jws.algorithm == .es256)
        #expect(jws.keyID?.description == "k")
        #expect(jws.type == "at+jwt")
        #expect(jws.payload == Array("not JSON".utf8))
        #expect(jws.signature == [0xFF, 0])
        #expect(jws.signingInput == Base64URL.encode(header.utf8) + [0x2E] + Base64URL.encode("not JSON".utf8))
        #expect(
            Array(CompactJWS.compact(signingInput: jws.signingInput, signature: [0xFF, 0]).utf8)
                == Self.token(header, payload: "not JSON", signature: [0xFF, 0]))
    }

    @Test func `kid and typ may be absent, payload and signature empty`() throws {
        let jws = try CompactJWS(parsing: Self.token(#"{"alg":"EdDSA"}"#, payload: "", signature: []))
        #expect(jws.keyID == nil)
        #expect(jws.type == nil)
        #expect(jws.payload.isEmpty)
        #expect(jws.signature.isEmpty)
    }

    @Test(
        arguments: [
            ("{}", TokenDefect.algorithm), (#"{"alg":null}"#, .algorithm), (#"{"alg":1}"#, .algorithm),
            (#"{"alg":["ES256"]}"#, .algorithm), (#"{"alg":""}"#, .algorithm), (#"{"alg":"none"}"#, .algorithm),
            (#"{"alg":"None"}"#, .algorithm), (#"{"alg":"NONE"}"#, .algorithm), (#"{"alg":"noNE"}"#, .algorithm),
            (#"{"alg":"es256"}"#, .algorithm), (#"{"alg":"ES256 "}"#, .algorithm), (#"{"alg":"ES384"}"#, .algorithm),
            (#"{"alg":"ES256K"}"#, .algorithm), (#"{"alg":"Ed25519"}"#, .algorithm), (#"{"alg":"RS1"}"#, .algorithm),
            (#"{"alg":"RS512"}"#, .algorithm), (#"{"alg":"HS256"}"#, .algorithm), (#"{"Alg":"ES256"}"#, .algorithm),
            (#"{"alg":"ES256","enc":"A128GCM","alg":"none"}"#, .json), (#"{"alg":"ES256","\u0061lg":"ES256"}"#, .json),
            ("null", .json), ("[]", .json), (#""ES256""#, .json), ("1", .json), ("", .json), ("{", .json),
            (#"{"alg":"ES256",}"#, .json), ("\u{FEFF}{\"alg\":\"ES256\"}", .json), (#"{"alg":"ES256"}{}"#, .json),
            (#"{"alg":"ES256","x":[[[[[[[[1]]]]]]]]}"#, .json),
            (#"{"alg":"ES256","crit":["x"]}"#, .criticalHeader), (#"{"alg":"ES256","crit":[]}"#, .criticalHeader),
            (#"{"alg":"ES256","crit":"exp"}"#, .criticalHeader), (#"{"alg":"ES256","crit":[1]}"#, .criticalHeader),
            (#"{"alg":"ES256","crit":null}"#, .criticalHeader),
            (#"{"alg":"ES256","crit":["exp"],"exp":1}"#, .criticalHeader),
            (#"{"alg":"ES256","b64":false,"crit":["b64"]}"#, .criticalHeader),
            (#"{"alg":"ES256","b64":false}"#, .criticalHeader), (#"{"alg":"ES256","b64":true}"#, .criticalHeader),
            (#"{"alg":"ES256","kid":1}"#, .unknownKey), (#"{"alg":"ES256","kid":null}"#, .unknownKey),
            (#"{"alg":"ES256","kid":""}"#, .unknownKey), (#"{"alg":"ES256","kid":"é"}"#, .unknownKey),
            (#"{"alg":"ES256","kid":"a\nb"}"#, .unknownKey), (#"{"alg":"ES256","kid":["k"]}"#, .unknownKey),
            (#"{"alg":"ES256","typ":1}"#, .type), (#"{"alg":"ES256","typ":null}"#, .type),
            (#"{"alg":"ES256","typ":["at+jwt"]}"#, .type),
        ]) func `a header that is not in order is refused`(_ header: String, _ defect: TokenDefect) throws
    {
        try Self.expectRefusal(of: Self.token(header), defect)
    }

    /// Whatever headers were read before.
    private static func expectRefusal(of token: [UInt8], _ defect: TokenDefect) throws {
        let good = try CompactJWS(parsing: Array("\(header).e30.AQ".utf8)).header
        for expected in [nil, good] {
            #expect(throws: defect) { try CompactJWS(parsing: token, expecting: expected) }
        }
    }

    @Test func `a header that was read before is taken for itself alone`() throws {
        let (first, second) = (#"{"alg":"ES256","kid":"a"}"#, #"{"alg":"EdDSA","kid":"b"}"#)
        let read = try CompactJWS(parsing: Self.token(first))
        for header in [first, second, first + " "] {
            let token = Self.token(header, payload: "[]")
            let (plain, expecting) = (
                try CompactJWS(parsing: token), try CompactJWS(parsing: token, expecting: read.header)
            )
            #expect(plain.header == expecting.header)
            #expect(plain.signingInput == expecting.signingInput)
            #expect(plain.payload == expecting.payload)
        }
    }

    // {"alg":"ES256"}
    static let header = "eyJhbGciOiJFUzI1NiJ9"

    @Test(
        arguments: [
            ("", TokenDefect.form), (".", .form), (header, .form), ("\(header).e30", .form),
            ("\(header).e30.AQ.AQ", .form), ("\(header).e30.AQ.", .form), (".\(header).e30.AQ", .form),
            ("\(header).a.b.c.d", .form), ("...", .form), ("....", .form), (String(repeating: ".", count: 8192), .form),
            // RFC 7515 section 7.2: the JSON serialisations are another form.
            (#"{"payload":"e30","protected":"\#(header)","signature":"AQ"}"#, .form),
            (#"{"a":".\#(header).e30.AQ","b":"."}"#, .form), ("..", .json), ("..AQ", .json),
            ("\(header)=.e30.AQ", .encoding), ("\(header).e30=.AQ", .encoding), ("\(header).e30.AQ==", .encoding),
            (" \(header).e30.AQ", .encoding), ("\(header).e30.AQ ", .encoding), ("\(header).e30.AQ\n", .encoding),
            ("\(header).e3 0.AQ", .encoding), ("\(header).e30.A", .encoding), ("\(header).e.AQ", .encoding),
            ("\(header).e30.AR", .encoding), ("\(header).e31.AQ", .encoding), ("\(header).e30.+/", .encoding),
            ("\(header).e30.AQ\0", .encoding), ("\(header).e30.é", .encoding), ("Bearer \(header).e30.AQ", .encoding),
        ]) func `a text that is no compact form is refused`(_ text: String, _ defect: TokenDefect) throws
    {
        try Self.expectRefusal(of: Array(text.utf8), defect)
    }

    @Test func `a token may have 8 KiB, not a byte more`() throws {
        let frame = Self.header.utf8.count + 2
        let signature = [UInt8](repeating: UInt8(ascii: "A"), count: 4)
        let payload = [UInt8](repeating: UInt8(ascii: "A"), count: CompactJWS.longest - frame - signature.count)
        func token(_ payload: [UInt8]) -> [UInt8] { Array(Self.header.utf8) + [0x2E] + payload + [0x2E] + signature }
        #expect(token(payload).count == CompactJWS.longest)
        #expect(payload.count % 4 != 1)
        #expect(throws: Never.self) { try CompactJWS(parsing: token(payload)) }
        #expect(throws: TokenDefect.form) { try CompactJWS(parsing: token(payload + [0x41])) }
    }

    @Test func `the header comes before the payload, so that a refusal decodes nothing more`() {
        let middle = String(repeating: "?", count: 4000)
        #expect(throws: TokenDefect.criticalHeader) {
            try CompactJWS(
                parsing: Array("\(Base64URL.string(Array(#"{"alg":"ES256","b64":false}"#.utf8))).\(middle).AQ".utf8))
        }
    }
}
