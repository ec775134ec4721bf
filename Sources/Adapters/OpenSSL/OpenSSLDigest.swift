import CSteelcutOpenSSL
public import SteelcutDomain
import Synchronization

/// SHA-256 and HMAC-SHA-256 of OpenSSL.
public struct OpenSSLDigest: Ports.Digest {
    private static let size = 32
    private let algorithms: DigestAlgorithms

    /// Looks both up once; OpenSSL 3 would else do so for each call.
    ///
    /// - Throws: `OpenSSLFailure` where the library has none.
    public init() throws(OpenSSLFailure) { algorithms = try DigestAlgorithms() }

    /// The 32 bytes of SHA-256 (FIPS 180-4).
    public func sha256(_ bytes: [UInt8]) -> [UInt8] {
        unsafe filled { unsafe EVP_Digest(bytes, bytes.count, $0, nil, algorithms.sha256, nil) == 1 }
    }

    /// The 32 bytes of HMAC-SHA-256 (RFC 2104).
    public func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        guard let context = algorithms.borrowContext() else { return unsafe filled { _ in false } }
        let mac = unsafe filled { output in
            var length = 0
            return unsafe context.begin(with: key)
                && EVP_MAC_update(context.pointer, bytes, bytes.count) == 1
                && EVP_MAC_final(context.pointer, output, &length, Self.size) == 1 && length == Self.size
        }
        algorithms.giveBack(context)
        return mac
    }

    /// The port knows no failure, and the library has none to give but for want of memory.
    ///
    /// Should it come to that, the answer is one that nothing matches: a constant would make all secrets equal.
    private func filled(_ fill: (UnsafeMutablePointer<UInt8>) -> Bool) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        let done = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map(fill) ?? false
        }
        if done { return bytes }
        ErrorQueue.drain()
        return bytes.map { _ in UInt8.random(in: .min ... .max) }
    }
}

/// A MAC's state, used by one call at a time.
///
/// Sendable, because only who has borrowed it touches it.
@safe private final class MACContext: @unchecked Sendable {
    let pointer: OpaquePointer

    /// The key that it was last begun with, which callers rarely change.
    private var key: [UInt8]?

    init(takingOwnershipOf pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe EVP_MAC_CTX_free(pointer) }

    /// Makes it ready for a message; `false` where the library fails.
    func begin(with key: [UInt8]) -> Bool {
        // EVP_MAC_init(3): without a key it begins anew with the one from before.
        if key == self.key, unsafe EVP_MAC_init(pointer, nil, 0, nil) == 1 { return true }
        // An empty array may have a null address.
        let start: [UInt8] = key.isEmpty ? [0] : key
        let isReady = unsafe EVP_MAC_init(pointer, start, key.count, nil) == 1
        self.key = isReady ? key : nil
        return isReady
    }
}

/// The algorithms, looked up.
///
/// Sendable, because nothing here is changed after it was made: `EVP_MAC_CTX_dup` only reads what it copies.
@safe private final class DigestAlgorithms: @unchecked Sendable {
    let sha256: OpaquePointer
    /// HMAC with its hash set and no key yet.
    let hmac: OpaquePointer
    /// Copies of it that nobody uses right now: at most as many as were ever used at once.
    private let idle = Mutex<[MACContext]>([])

    /// A context that is the caller's until it is given back; `nil` for want of memory.
    func borrowContext() -> MACContext? {
        if let context = idle.withLock({ $0.popLast() }) { return context }
        guard let copy = unsafe EVP_MAC_CTX_dup(hmac) else { return nil }
        return unsafe MACContext(takingOwnershipOf: copy)
    }

    func giveBack(_ context: MACContext) { idle.withLock { $0.append(context) } }

    init() throws(OpenSSLFailure) {
        guard let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
            ErrorQueue.drain()
            throw OpenSSLFailure(missing: "SHA-256")
        }
        guard let hmac = unsafe Self.hmacContext() else {
            unsafe EVP_MD_free(sha256)
            ErrorQueue.drain()
            throw OpenSSLFailure(missing: "HMAC")
        }
        unsafe self.sha256 = sha256
        unsafe self.hmac = hmac
    }

    deinit {
        unsafe EVP_MAC_CTX_free(hmac)
        unsafe EVP_MD_free(sha256)
    }

    private static func hmacContext() -> OpaquePointer? {
        guard let mac = unsafe EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
        // EVP_MAC_CTX_new(3): the context holds its own reference.
        defer { unsafe EVP_MAC_free(mac) }
        guard let context = unsafe EVP_MAC_CTX_new(mac) else { return nil }
        var name = Array("SHA256".utf8CString)
        let isSet = unsafe name.withUnsafeMutableBufferPointer { name in
            let parameters = unsafe [
                OSSL_PARAM_construct_utf8_string(OSSL_PARAM.name("digest"), name.baseAddress, 0),
                OSSL_PARAM_construct_end(),
            ]
            return unsafe EVP_MAC_CTX_set_params(context, parameters) == 1
        }
        guard isSet else {
            unsafe EVP_MAC_CTX_free(context)
            return nil
        }
        return unsafe context
    }
}
