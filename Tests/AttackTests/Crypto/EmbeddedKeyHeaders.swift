import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

@Suite("Attack: a token that brings its own key") struct EmbeddedKeyHeaders {
    /// The header of a token whose signer wants to be asked about the key himself (RFC 7515 sections 4.1.2 to 4.1.8).
    static func members(of key: JSONWebKey) -> [String] {
        let json = String(decoding: JSONWriter.write(key.json), as: UTF8.self)
        let pem = String(
            decoding: PEMArmour(label: "", content: SubjectPublicKeyInfo.encode(key.material)).text, as: UTF8.self)
        let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        return [
            #""jwk":\#(json)"#, #""jku":"https://evil.example/jwks.json""#, #""jku":"http://127.0.0.1:9/jwks.json""#,
            #""jku":"file:///dev/stdin""#, #""x5u":"https://evil.example/chain.pem""#, #""x5c":["\#(base64)"]"#,
            #""x5t":"AAAA","x5t#S256":"AAAA""#, #""jwk":\#(json),"jku":"https://evil.example/","x5c":["\#(base64)"]"#,
        ]
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `no key but the issuer's is believed`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        let attacker = try algorithm == .es256 ? CryptoIssuer(.es256) : CryptoIssuer.of(.es256)
        for member in Self.members(of: attacker.publicKey) {
            for kid in ["\"kid\":\"\(issuer.signer.keyID)\",", "\"kid\":\"\(attacker.signer.keyID)\",", ""] {
                for name in [algorithm.rawValue, "ES256"] {
                    let header = #"{"alg":"\#(name)",\#(kid)\#(member)}"#
                    #expect(try await !gate.admits(attacker.token(header: header)))
                }
            }
        }
    }

    /// RFC 7515 section 4: what isn't understood is ignored, unless it is critical.
    @Test(arguments: SignatureAlgorithm.allCases)
    func `beside the issuer's own signature such members mean nothing`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let attacker = try CryptoIssuer.of(algorithm == .edDSA ? .es256 : .edDSA)
        for member in Self.members(of: attacker.publicKey) {
            let header = #"{"alg":"\#(algorithm.rawValue)","kid":"\#(issuer.signer.keyID)",\#(member)}"#
            #expect(try await issuer.gate().admits(issuer.token(header: header)))
        }
    }
}
