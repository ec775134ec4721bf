import CSteelcutArgon2

/// The function itself (RFC 9106): libargon2, one call.
enum Argon2id {
    /// The library refused or ran out of memory; its message, which says nothing of the input.
    struct Failure: Error, Hashable {
        let cause: String
    }

    /// The tag of a secret.
    ///
    /// All lanes are computed on the calling thread: however many a hash has, the number of threads that call here
    /// bounds what hashing takes. The library wipes its memory (`FLAG_clear_internal_memory` is on by default) and the
    /// copy of the secret that it is given. What the caller holds stays the caller's.
    static func tag(
        of secret: [UInt8], salt: [UInt8], cost: Argon2Cost, length: Int, key: [UInt8] = [],
        associatedData: [UInt8] = []
    ) throws(Failure) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: length)
        var secret = secret
        var salt = salt
        var key = key
        var associatedData = associatedData
        let code = unsafe tag.withUnsafeMutableBufferPointer { tag in
            unsafe secret.withUnsafeMutableBufferPointer { secret in
                unsafe salt.withUnsafeMutableBufferPointer { salt in
                    unsafe key.withUnsafeMutableBufferPointer { key in
                        unsafe associatedData.withUnsafeMutableBufferPointer { associatedData in
                            var context = unsafe argon2_context()
                            unsafe (context.out, context.outlen) = (tag.baseAddress, UInt32(tag.count))
                            unsafe (context.pwd, context.pwdlen) = (secret.baseAddress, UInt32(secret.count))
                            unsafe (context.salt, context.saltlen) = (salt.baseAddress, UInt32(salt.count))
                            unsafe (context.secret, context.secretlen) = (key.baseAddress, UInt32(key.count))
                            unsafe (context.ad, context.adlen) =
                                (associatedData.baseAddress, UInt32(associatedData.count))
                            unsafe context.m_cost = UInt32(cost.memoryKiB)
                            unsafe context.t_cost = UInt32(cost.iterations)
                            unsafe context.lanes = UInt32(cost.parallelism)
                            unsafe context.threads = 1
                            unsafe context.version = UInt32(ARGON2_VERSION_13.rawValue)
                            unsafe context.allocate_cbk = WorkingMemory.allocate
                            unsafe context.free_cbk = WorkingMemory.deallocate
                            unsafe context.flags = 1 << 0  // ARGON2_FLAG_CLEAR_PASSWORD, a macro with a cast
                            return unsafe argon2_ctx(&context, Argon2_id)
                        }
                    }
                }
            }
        }
        guard code == ARGON2_OK.rawValue else {
            throw Failure(cause: "libargon2: " + (unsafe String(cString: argon2_error_message(code))))
        }
        return tag
    }

    /// Whether two tags are the same, in a time that depends on their lengths only.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
