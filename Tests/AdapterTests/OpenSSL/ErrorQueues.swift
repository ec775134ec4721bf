import SteelcutDomain
import Testing

@testable import SteelcutOpenSSL

/// Each test is synchronous, so that it stays on one thread, whose queue it looks at.
@Suite("OpenSSL's error queue") struct ErrorQueues {
    @Test(arguments: SignatureAlgorithm.allCases)
    func `a signature that does not fit leaves nothing behind`(_ algorithm: SignatureAlgorithm) throws {
        ErrorQueue.drain()
        let verifier = try OpenSSLVerifierMaker().verifier(
            for: CryptoKeys.maker().publicKey(of: CryptoKeys.key(algorithm), for: algorithm))
        let length = algorithm == .es256 || algorithm == .edDSA ? 64 : 256
        for byte: UInt8 in [0, 1, 0x7F, 0xFF] {
            #expect(!verifier.isValid([UInt8](repeating: byte, count: length), for: [1]))
            #expect(ErrorQueue.isEmpty)
        }
    }

    @Test func `a key that can't be used leaves nothing behind, and the next one works`() throws {
        ErrorQueue.drain()
        let offCurve = try JSONWebKey(
            .p256(x: [UInt8](repeating: 1, count: 32), y: [UInt8](repeating: 1, count: 32)), for: .es256, keyID: nil)
        #expect(throws: KeyDefect.offCurve) { try OpenSSLVerifierMaker().verifier(for: offCurve) }
        #expect(ErrorQueue.isEmpty)
        #expect(throws: KeyDefect.malformed) {
            try CryptoKeys.maker().publicKey(of: PrivateKey(encoded: [0x30, 0x80]), for: .es256)
        }
        #expect(ErrorQueue.isEmpty)
        let key = try CryptoKeys.maker().publicKey(of: CryptoKeys.key(.es256), for: .es256)
        #expect(throws: Never.self) { try OpenSSLVerifierMaker().verifier(for: key) }
        #expect(ErrorQueue.isEmpty)
    }

    @Test func `making keys leaves nothing behind`() throws {
        ErrorQueue.drain()
        _ = try CryptoKeys.maker().makeKey(for: .es256)
        _ = try CryptoKeys.maker().makeKey(for: .edDSA)
        #expect(ErrorQueue.isEmpty)
    }
}
