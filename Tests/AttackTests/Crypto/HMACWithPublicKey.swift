import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

@Suite("Attack: HMAC with the public key as its secret") struct HMACWithPublicKey {
    /// All the texts and bytes that a public key is published as.
    static func forms(of key: JSONWebKey) -> [[UInt8]] {
        let der = SubjectPublicKeyInfo.encode(key.material)
        let pem = PEMArmour(label: "PUBLIC KEY", content: der).text
        let json = JSONWriter.write(key.json)
        var forms = [der, pem, pem.dropLast(), json, JSONWriter.write(JSONWebKeySet([key]).json), []]
        switch key.material {
        case .p256(let x, let y): forms += [x + y, [4] + x + y, Base64URL.encode(x)]
        case .ed25519(let x): forms += [x, Base64URL.encode(x), openSSH("ssh-ed25519", [x])]
        case .rsa(let modulus, let exponent):
            forms += [modulus, Base64URL.encode(modulus), openSSH("ssh-rsa", [exponent, [0] + modulus])]
        }
        return forms
    }

    /// RFC 4253 section 6.6, as the text of an authorized_keys file.
    static func openSSH(_ name: String, _ numbers: [[UInt8]]) -> [UInt8] {
        let blob = ([Array(name.utf8)] + numbers).reduce(into: [UInt8]()) { blob, part in
            blob += [0, 0, UInt8(part.count >> 8), UInt8(part.count & 255)]
            blob += part
        }
        let text = String(decoding: PEMArmour(label: "", content: blob).text, as: UTF8.self)
        let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        return Array("\(name) \(base64)".utf8)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `a MAC is no signature, whatever the header calls it`(_ algorithm: SignatureAlgorithm) throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        let digest = try OpenSSLDigest()
        for name in ["HS256", algorithm.rawValue] {
            for secret in Self.forms(of: issuer.publicKey) {
                let header = #"{"typ":"at+jwt","alg":"\#(name)","kid":"\#(issuer.signer.keyID)"}"#
                var token = CryptoToken(header: header, payload: CryptoIssuer.payload, signature: [])
                token.signature = digest.hmacSHA256(key: secret, token.signingInput)
                #expect(!gate.admits(token))
                token.header = #"{"alg":"\#(name)"}"#
                token.signature = digest.hmacSHA256(key: secret, token.signingInput)
                #expect(!gate.admits(token))
            }
        }
    }

    @Test(arguments: ["HS256", "HS384", "HS512", "hs256"])
    func `a key set that offers a public key for a MAC offers nothing`(_ name: String) throws {
        let key = try CryptoIssuer.of(.rs256).publicKey
        let text = String(decoding: JSONWriter.write(JSONWebKeySet([key]).json), as: UTF8.self)
        #expect(try CryptoGate(keySet: text).verifiers.count == 1)
        #expect(try CryptoGate(keySet: text.replacing("RS256", with: name)).verifiers.isEmpty)
    }
}
