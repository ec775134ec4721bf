import CSteelcutOpenSSL
import SteelcutDomain
import Synchronization

/// A key set up for signing or checking with one algorithm, once for any number of signatures.
///
/// Setting up makes OpenSSL 3 look its algorithms up, which takes longer than a small signature. EVP_PKEY_sign(3) and
/// EVP_PKEY_verify(3) may be called "more than once on the same context", by one thread at a time: so there are as many
/// contexts as were ever used at once.
final class SignatureContext: Sendable {
    /// What the context is for.
    enum Purpose {
        case signing
        case checking
    }

    private let key: KeyHandle
    private let algorithm: SignatureAlgorithm
    private let purpose: Purpose
    private let digest: OpenSSLDigest
    private let idle: Mutex<[KeyOperation]>

    /// - Throws: `KeyDefect.library` where OpenSSL won't use the key in this way.
    init(_ key: KeyHandle, _ algorithm: SignatureAlgorithm, for purpose: Purpose) throws(KeyDefect) {
        self.key = key
        self.algorithm = algorithm
        self.purpose = purpose
        do throws(OpenSSLFailure) { digest = try OpenSSLDigest() } catch { throw .library }
        guard let first = KeyOperation(key, algorithm, for: purpose) else {
            ErrorQueue.drain()
            throw .library
        }
        idle = Mutex([first])
    }

    /// The signature over `message` in OpenSSL's form; `nil` where the library fails.
    func sign(_ message: [UInt8]) -> [UInt8]? {
        withOperation { $0.sign(input(message), atMost: key.longestSignature) } ?? nil
    }

    /// Whether `signature`, in OpenSSL's form, is this key's over `message`.
    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        withOperation { $0.isValid(signature, for: input(message)) } ?? false
    }

    /// What is signed: SHA-256 of the message; Ed25519 hashes by itself.
    private func input(_ message: [UInt8]) -> [UInt8] {
        algorithm == .edDSA ? message : digest.sha256(message)
    }

    /// One that failed may be in any state, and is not used again.
    private func withOperation<Value>(_ body: (KeyOperation) -> Value?) -> Value? {
        let operation = idle.withLock { $0.popLast() } ?? KeyOperation(key, algorithm, for: purpose)
        guard let operation, let value = body(operation) else {
            ErrorQueue.drain()
            return nil
        }
        idle.withLock { $0.append(operation) }
        return value
    }
}
