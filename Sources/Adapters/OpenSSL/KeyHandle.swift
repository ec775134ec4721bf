import CSteelcutOpenSSL
import SteelcutDomain

/// Owns one `EVP_PKEY`, private or public.
///
/// Sendable, because a key is never changed after it was made, and OpenSSL counts its references atomically.
@safe final class KeyHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    init(takingOwnershipOf pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe EVP_PKEY_free(pointer) }

    /// Lends the pointer to a call.
    func withPointer<Result>(_ body: (OpaquePointer) -> Result) -> Result { unsafe body(pointer) }

    /// The bytes of the longest signature.
    var longestSignature: Int { Int(unsafe EVP_PKEY_get_size(pointer)) }

    /// Reads a private key in PKCS#8 (RFC 5958) and nothing behind it.
    ///
    /// - Throws: `KeyDefect.malformed`.
    convenience init(pkcs8 bytes: [UInt8]) throws(KeyDefect) {
        // Decoders try several formats and leave the errors of those that did not fit.
        defer { ErrorQueue.drain() }
        let key: OpaquePointer? = unsafe bytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            guard let info = unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &position, buffer.count) else { return nil }
            defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
            guard unsafe position == buffer.baseAddress?.advanced(by: buffer.count) else { return nil }
            return unsafe EVP_PKCS82PKEY(info)
        }
        guard let key = unsafe key else { throw .malformed }
        unsafe self.init(takingOwnershipOf: key)
    }

    /// Reads a public key.
    ///
    /// - Throws: `KeyDefect.malformed` where OpenSSL can't take it, for a point off its curve among others.
    convenience init(_ material: JSONWebKey.Material) throws(KeyDefect) {
        defer { ErrorQueue.drain() }
        let bytes = SubjectPublicKeyInfo.encode(material)
        let key = unsafe bytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return unsafe d2i_PUBKEY(nil, &position, buffer.count)
        }
        guard let key = unsafe key else { throw .malformed }
        unsafe self.init(takingOwnershipOf: key)
    }

    /// The public half.
    ///
    /// - Throws: `KeyDefect.kind` where it is none of ours.
    func material() throws(KeyDefect) -> JSONWebKey.Material {
        guard let bytes = unsafe encoded({ unsafe i2d_PUBKEY(pointer, $0) }) else { throw .malformed }
        return try SubjectPublicKeyInfo.parse(bytes)
    }

    /// The private key in PKCS#8; `nil` where there is no private half.
    func pkcs8() -> [UInt8]? {
        guard let info = unsafe EVP_PKEY2PKCS8(pointer) else {
            ErrorQueue.drain()
            return nil
        }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        return unsafe encoded { unsafe i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
    }
}

/// What one of OpenSSL's `i2d_…` functions writes: asked for the length first, then for the bytes.
func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8]? {
    let length = Int(write(nil))
    guard length > 0 else {
        ErrorQueue.drain()
        return nil
    }
    var bytes = [UInt8](repeating: 0, count: length)
    let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
        // d2i_X509(3): the pointer is moved, so it has to be a copy.
        var position = buffer.baseAddress
        return unsafe Int(write(&position))
    }
    return written == length ? bytes : nil
}
