import SteelcutDomain
import Testing

@Suite("Attack: the signature of another token") struct SignatureOfAnotherToken {
    @Test(arguments: SignatureAlgorithm.allCases)
    func `a signature serves the token that it was made for`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let gate = try issuer.gate()
        let first = try await issuer.token()
        let second = try await issuer.token(payload: #"{"sub":"b"}"#)
        #expect(gate.admits(first))
        #expect(gate.admits(second))
        var mixed = first
        mixed.signature = second.signature
        #expect(!gate.admits(mixed))
        mixed = first
        mixed.payload = second.payload
        #expect(!gate.admits(mixed))
        // The same claims, written otherwise.
        mixed = first
        mixed.payload += " "
        #expect(!gate.admits(mixed))
        mixed = first
        mixed.header = mixed.header.replacing(":", with: ": ")
        #expect(!gate.admits(mixed))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func `the dot between header and payload can't be moved`(_ algorithm: SignatureAlgorithm) async throws {
        let issuer = try CryptoIssuer.of(algorithm)
        let token = try await issuer.token()
        let bytes = token.bytes
        let dot = try #require(bytes.firstIndex(of: UInt8(ascii: ".")))
        for position in [dot - 4, dot - 1, dot + 1, dot + 4] {
            var moved = bytes
            moved.remove(at: dot)
            moved.insert(UInt8(ascii: "."), at: position)
            #expect(try !issuer.gate().admits(moved))
        }
    }
}
