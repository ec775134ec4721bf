import SteelcutDomain
import SteelcutOpenSSL
import Testing

@Suite("Attack: key sets with weak, wrong and too many keys") struct WeakKeySets {
    static let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
    static let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
    static let point = #""kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)""#
    static let modulus = RSAForgeryVectors.modulus
    static let zeros = String(repeating: "A", count: 43)

    static func rsa(_ modulus: String, _ exponent: String = "AQAB") -> String {
        #"{"kty":"RSA","kid":"bad","n":"\#(modulus)","e":"\#(exponent)"}"#
    }

    static func good() throws -> String {
        String(decoding: JSONWriter.write(try CryptoIssuer.of(.es256).publicKey.json), as: UTF8.self)
    }

    /// Keys that are left out.
    static let bad: [(String, String)] = [
        ("symmetric", #"{"kty":"oct","kid":"bad","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T"}"#),
        ("symmetric and for RS256", #"{"kty":"oct","kid":"bad","alg":"RS256","k":"AAAA"}"#),
        ("1024 bits", rsa(WeakModuli.bits1024)), ("exponent 1", rsa(modulus, "AQ")),
        ("exponent 3", rsa(modulus, "Aw")), ("exponent 17", rsa(modulus, "EQ")),
        ("even exponent", rsa(modulus, "AQAA")), ("exponent of 72 bits", rsa(modulus, "AQAAAAAAAAAB")),
        ("exponent with a zero in front", rsa(modulus, "AAEAAQ")), ("no exponent", rsa(modulus, "")),
        ("modulus with a zero in front", rsa(Base64URL.string([0] + (Base64URL.decode(modulus.utf8) ?? [])))),
        ("even modulus", rsa(modulus + "AAAA")),
        ("modulus of zeros", rsa(String(repeating: "A", count: 342))), ("no modulus", rsa("")),
        ("16384 bits", rsa(String(repeating: "_", count: 2731))), ("ROCA", rsa(WeakModuli.roca)),
        ("modulus that is a prime", rsa(WeakModuli.prime)), ("modulus with a factor 3", rsa(WeakModuli.smallFactor)),
        ("padded base64", rsa(modulus + "==")), ("blank in base64", rsa(modulus, "AQ AB")),
        ("RSA for ES256", rsa(modulus).replacing("\"kid\"", with: #""alg":"ES256","kid""#)),
        ("RSA for RS512", rsa(modulus).replacing("\"kid\"", with: #""alg":"RS512","kid""#)),
        ("RSA for HS256", rsa(modulus).replacing("\"kid\"", with: #""alg":"HS256","kid""#)),
        ("RSA for encryption", rsa(modulus).replacing("\"kid\"", with: #""use":"enc","kid""#)),
        ("RSA-OAEP", rsa(modulus).replacing("\"kid\"", with: #""alg":"RSA-OAEP","kid""#)),
        ("with its private half", rsa(modulus).replacing("\"kid\"", with: #""d":"AQAB","kid""#)),
        ("no algorithm at all", "{\(point),\"kid\":\"bad\",\"alg\":\"none\"}"),
        ("P-256 for ES384", "{\(point),\"kid\":\"bad\",\"alg\":\"ES384\"}"),
        ("P-256 for RS256", "{\(point),\"kid\":\"bad\",\"alg\":\"RS256\"}"),
        ("P-256 for EdDSA", "{\(point),\"kid\":\"bad\",\"alg\":\"EdDSA\"}"),
        ("alg a number", "{\(point),\"kid\":\"bad\",\"alg\":1}"),
        ("use enc", "{\(point),\"kid\":\"bad\",\"use\":\"enc\"}"),
        ("use SIG", "{\(point),\"kid\":\"bad\",\"use\":\"SIG\"}"),
        ("key_ops sign", "{\(point),\"kid\":\"bad\",\"key_ops\":[\"sign\"]}"),
        ("key_ops a string", "{\(point),\"kid\":\"bad\",\"key_ops\":\"verify\"}"),
        ("with its private half", "{\(point),\"kid\":\"bad\",\"d\":\"AQ\"}"),
        ("kid a number", "{\(point),\"kid\":7}"), ("kid empty", "{\(point),\"kid\":\"\"}"),
        ("kid of 257 bytes", "{\(point),\"kid\":\"\(String(repeating: "k", count: 257))\"}"),
        ("wrong kty", "{\(point.replacing("EC", with: "OKP")),\"kid\":\"bad\"}"),
        ("kty in lower case", "{\(point.replacing("EC", with: "ec")),\"kid\":\"bad\"}"),
        ("P-384", "{\(point.replacing("P-256", with: "P-384")),\"kid\":\"bad\"}"),
        ("secp256k1", "{\(point.replacing("P-256", with: "secp256k1")),\"kid\":\"bad\"}"),
        ("no curve", #"{"kty":"EC","kid":"bad","x":"\#(x)","y":"\#(y)"}"#),
        ("off the curve", #"{"kty":"EC","crv":"P-256","kid":"bad","x":"\#(x)","y":"\#(x)"}"#),
        ("at zero", #"{"kty":"EC","crv":"P-256","kid":"bad","x":"\#(zeros)","y":"\#(zeros)"}"#),
        ("short x", #"{"kty":"EC","crv":"P-256","kid":"bad","x":"AQ","y":"\#(y)"}"#),
        ("no y", #"{"kty":"EC","crv":"P-256","kid":"bad","x":"\#(x)"}"#),
        (
            "x above the prime",
            #"{"kty":"EC","crv":"P-256","kid":"bad","x":"\#(String(repeating: "_", count: 42))8","y":"\#(y)"}"#
        ),
        ("Ed25519 of small order", #"{"kty":"OKP","crv":"Ed25519","kid":"bad","x":"\#(zeros)"}"#),
        ("X25519", #"{"kty":"OKP","crv":"X25519","kid":"bad","x":"\#(x)"}"#),
        ("Ed25519 of 31 bytes", #"{"kty":"OKP","crv":"Ed25519","kid":"bad","x":"\#(zeros.dropLast())"}"#),
        ("no key", "{}"), ("null", "null"), ("a number", "1"), ("a list", "[]"), ("a string", "\"kty\""),
    ]

    @Test(arguments: bad)
    func `a bad key is left out, and the good one stays in use`(_ what: String, _ bad: String) async throws {
        let issuer = try CryptoIssuer.of(.es256)
        for set in try ["{\"keys\":[\(bad),\(Self.good())]}", "{\"keys\":[\(Self.good()),\(bad)]}"] {
            let gate = try CryptoGate(keySet: set)
            #expect(gate.verifiers.map(\.keyID) == [issuer.signer.keyID], "\(what)")
            #expect(try await gate.admits(issuer.token()), "\(what)")
        }
    }

    @Test func `the keys that the bad ones are made of are good`() throws {
        let set = "{\"keys\":[\(Self.rsa(Self.modulus)),{\(Self.point)}]}"
        #expect(try CryptoGate(keySet: set).verifiers.count == 2)
    }

    @Test func `a square modulus is refused`() throws {
        let modulus = try #require(Base64URL.decode(WeakModuli.square.utf8))
        let key = try JSONWebKey(.rsa(modulus: modulus, exponent: [1, 0, 1]), for: .rs256, keyID: nil)
        #expect(throws: KeyDefect.weak) { try OpenSSLVerifierMaker().verifier(for: key) }
    }

    @Test func `of keys that share a name none is used, and a third one stays`() async throws {
        let issuer = try CryptoIssuer.of(.es256)
        let twins = "{\(Self.point),\"kid\":\"twin\"},\(Self.rsa(Self.modulus).replacing("bad", with: "twin"))"
        let gate = try CryptoGate(keySet: "{\"keys\":[\(twins),\(Self.good())]}")
        #expect(gate.verifiers.map(\.keyID) == [issuer.signer.keyID])
        // Even a twin that could not be used makes the name ambiguous.
        let shadowed = try CryptoGate(
            keySet: "{\"keys\":[\(Self.good()),{\"kty\":\"oct\",\"k\":\"AA\",\"kid\":\"\(issuer.signer.keyID)\"}]}")
        #expect(shadowed.verifiers.isEmpty)
        #expect(try await !shadowed.admits(issuer.token()))
    }

    @Test func `a set of 10,000 keys, or of 10 MiB, is refused as a whole`() throws {
        let key = "{\(Self.point)}"
        func set(_ count: Int) -> String {
            "{\"keys\":[\(Array(repeating: key, count: count).joined(separator: ","))]}"
        }
        #expect(try JSONWebKeySet(parsing: Array(set(128).utf8)).keys.count == 128)
        for count in [129, 10_000] {
            #expect(throws: KeyDefect.malformed) { try JSONWebKeySet(parsing: Array(set(count).utf8)) }
        }
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 10 << 20)
        #expect(throws: KeyDefect.malformed) { try JSONWebKeySet(parsing: Array(set(1).utf8) + blanks) }
    }

    @Test(
        arguments: [
            "", "null", "[]", "{}", #"{"keys":{}}"#, #"{"keys":null}"#, #"{"keys":[}"#, #"{"keys":[],"keys":[]}"#,
            #"{"keys":[]}x"#, "\u{FEFF}{\"keys\":[]}", #"{"Keys":[]}"#, "<html></html>",
            #"{"keys":[{"kty":"EC","kty":"RSA"}]}"#,
        ]) func `what is no key set is refused`(_ text: String)
    {
        #expect(throws: KeyDefect.malformed) { try JSONWebKeySet(parsing: Array(text.utf8)) }
    }
}
