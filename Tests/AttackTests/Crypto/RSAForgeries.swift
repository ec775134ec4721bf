import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// Signatures whose padding is not exactly what RFC 8017 says, made with the right key.
@Suite("Attack: RSA padding") struct RSAForgeries {
    static func gate(_ algorithm: SignatureAlgorithm) throws -> CryptoGate {
        let modulus = try #require(Base64URL.decode(RSAForgeryVectors.modulus.utf8))
        return try CryptoGate([JSONWebKey(.rsa(modulus: modulus, exponent: [1, 0, 1]), for: algorithm, keyID: nil)])
    }

    static func token(_ algorithm: SignatureAlgorithm, _ payload: String, _ signature: [UInt8]) -> CryptoToken {
        CryptoToken(header: #"{"alg":"\#(algorithm.rawValue)"}"#, payload: payload, signature: signature)
    }

    @Test(
        arguments: [
            (SignatureAlgorithm.rs256, RSAForgeryVectors.pkcs1), (.ps256, RSAForgeryVectors.pss),
        ]) func `only the right padding is a signature`(
            _ algorithm: SignatureAlgorithm, _ vectors: [(name: String, signature: String)]
        ) throws
    {
        let gate = try Self.gate(algorithm)
        #expect(vectors.count > 15)
        for (index, vector) in vectors.enumerated() {
            let signature = try #require(Base64URL.decode(vector.signature.utf8))
            let token = Self.token(algorithm, #"{"sub":"a"}"#, signature)
            #expect(gate.admits(token) == (index == 0), "\(vector.name)")
        }
    }

    @Test(
        arguments: [
            (SignatureAlgorithm.rs256, RSAForgeryVectors.smallPKCS1.payload, RSAForgeryVectors.smallPKCS1.signature),
            (.ps256, RSAForgeryVectors.smallPSS.payload, RSAForgeryVectors.smallPSS.signature),
        ]) func `a signature plus the modulus is none, though it is the same number modulo it`(
            _ algorithm: SignatureAlgorithm, _ payload: String, _ text: String
        ) throws
    {
        let modulus = try #require(Base64URL.decode(RSAForgeryVectors.modulus.utf8))
        let genuine = try #require(Base64URL.decode(text.utf8))
        #expect(try Self.gate(algorithm).admits(Self.token(algorithm, payload, genuine)))
        var carry = 0
        var sum = [UInt8](repeating: 0, count: genuine.count)
        for index in genuine.indices.reversed() {
            let digit = Int(genuine[index]) + Int(modulus[index]) + carry
            sum[index] = UInt8(digit & 255)
            carry = digit >> 8
        }
        #expect(carry == 0)
        #expect(try !Self.gate(algorithm).admits(Self.token(algorithm, payload, sum)))
        #expect(try !Self.gate(algorithm).admits(Self.token(algorithm, payload, [UInt8(carry)] + sum)))
    }

    @Test(
        arguments: [
            (SignatureAlgorithm.rs256, RSAForgeryVectors.zeroPKCS1.payload, RSAForgeryVectors.zeroPKCS1.signature),
            (.ps256, RSAForgeryVectors.zeroPSS.payload, RSAForgeryVectors.zeroPSS.signature),
        ]) func `zeros in front belong to a signature`(
            _ algorithm: SignatureAlgorithm, _ payload: String, _ text: String
        ) throws
    {
        let genuine = try #require(Base64URL.decode(text.utf8))
        #expect(genuine.first == 0)
        #expect(try Self.gate(algorithm).admits(Self.token(algorithm, payload, genuine)))
        for signature in [Array(genuine.dropFirst()), [0] + genuine, [0, 0, 0, 0] + genuine] {
            #expect(try !Self.gate(algorithm).admits(Self.token(algorithm, payload, signature)))
        }
    }
}
