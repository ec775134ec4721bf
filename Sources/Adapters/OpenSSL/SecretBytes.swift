import CSteelcutOpenSSL

/// Bytes that are wiped before their memory is given back.
///
/// Sendable, because they are not changed once they were filled.
@safe final class SecretBytes: @unchecked Sendable {
    private let memory: UnsafeMutableBufferPointer<UInt8>

    /// So many bytes, filled by a call; `nil` where it fails.
    init?(count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Bool) {
        unsafe memory = UnsafeMutableBufferPointer.allocate(capacity: count)
        unsafe memory.initialize(repeating: 0)
        guard let start = unsafe memory.baseAddress, unsafe fill(start) else {
            ErrorQueue.drain()
            return nil
        }
    }

    deinit {
        // OPENSSL_cleanse(3): a plain overwrite of what is freed next would be optimised away.
        unsafe OPENSSL_cleanse(memory.baseAddress, memory.count)
        unsafe memory.deallocate()
    }

    /// How many there are.
    var count: Int { unsafe memory.count }

    /// Lends them to a call.
    func withBytes<Result>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result { unsafe body(memory) }
}
