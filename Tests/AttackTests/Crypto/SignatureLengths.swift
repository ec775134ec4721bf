import SteelcutDomain
import Testing

@Suite("Attack: signatures that are too short or too long") struct SignatureLengths {
    @Test(arguments: SignatureAlgorithm.allCases)
    func `a byte more or less is no signature`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        let token = try await issuer.token()
        let genuine = token.signature
        let (head, tail) = (Array(genuine.prefix(genuine.count / 2)), Array(genuine.suffix(genuine.count / 2)))
        let (shorter, last) = (Array(genuine.dropLast()), Array(genuine.suffix(1)))
        let zero: [UInt8] = [0]
        let longer: [[UInt8]] = [
            zero + genuine, genuine + zero, genuine + zero + zero, zero + zero + genuine, genuine + genuine,
            zero + head + zero + tail, genuine + [UInt8](repeating: 0, count: 1000), shorter + zero + last,
            [UInt8](repeating: 0, count: head.count) + genuine,
        ]
        let cut: [[UInt8]] = [shorter, Array(genuine.dropFirst()), head, tail, Array(genuine.dropLast(2))]
        for signature in longer + cut {
            var altered = token
            altered.signature = signature
            #expect(!gate.admits(altered))
        }
    }
}
