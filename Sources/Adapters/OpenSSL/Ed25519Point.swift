import CSteelcutOpenSSL

/// What makes 32 bytes an Ed25519 key that is worth something (RFC 8032 section 5.1.3).
///
/// OpenSSL takes any 32 bytes. With a point of small order one signature fits many messages, and with a coordinate
/// above the prime one key has two texts.
enum Ed25519Point {
    /// The y coordinates of the eight points whose order divides 8, little-endian, without their sign bits.
    ///
    /// 0, 1, p − 1, and the two of order 8.
    private static let smallOrder: [[UInt8]] = [
        [UInt8](repeating: 0, count: 32),
        [1] + [UInt8](repeating: 0, count: 31),
        [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
            0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
            0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
    ]

    /// p = 2^255 − 19, little-endian.
    private static let prime: [UInt8] = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]

    /// d of −x² + y² = 1 + d·x²·y² (RFC 8032 section 5.1), little-endian.
    private static let d: [UInt8] = [
        0xA3, 0x78, 0x59, 0x13, 0xCA, 0x4D, 0xEB, 0x75, 0xAB, 0xD8, 0x41, 0x41, 0x4D, 0x0A, 0x70, 0x00,
        0x98, 0xE8, 0x79, 0x77, 0x79, 0x40, 0xC7, 0x8C, 0x73, 0xFE, 0x6F, 0x2B, 0xEE, 0x6C, 0x03, 0x52,
    ]

    /// Whether `key` is the one text of a point on the curve whose order is not small.
    static func isUsable(_ key: [UInt8]) -> Bool {
        guard key.count == 32, let last = key.last else { return false }
        let y = Array(key.dropLast()) + [last & 0x7F]
        guard y.reversed().lexicographicallyPrecedes(prime.reversed()) else { return false }
        return !smallOrder.contains(y) && isOnCurve(y)
    }

    /// Section 5.1.3, step 2: there is an x where (y² − 1) / (d·y² + 1) is a square, which it is where the product is.
    private static func isOnCurve(_ y: [UInt8]) -> Bool {
        guard let context = unsafe BN_CTX_new() else { return false }
        defer { unsafe BN_CTX_free(context) }
        unsafe BN_CTX_start(context)
        defer { unsafe BN_CTX_end(context) }
        // BN_CTX_get(3): once it has failed it goes on failing, so the last one tells.
        let (p, d, y2) = unsafe (BN_CTX_get(context), BN_CTX_get(context), BN_CTX_get(context))
        let (u, v, one) = unsafe (BN_CTX_get(context), BN_CTX_get(context), BN_CTX_get(context))
        guard unsafe one != nil else {
            ErrorQueue.drain()
            return false
        }
        let isComputed =
            unsafe BN_lebin2bn(prime, 32, p) != nil && BN_lebin2bn(Self.d, 32, d) != nil
            && BN_lebin2bn(y, 32, y2) != nil && BN_set_word(one, 1) == 1
            && BN_mod_mul(y2, y2, y2, p, context) == 1 && BN_mod_sub(u, y2, one, p, context) == 1
            && BN_mod_mul(v, d, y2, p, context) == 1 && BN_mod_add(v, v, one, p, context) == 1
            && BN_mod_mul(u, u, v, p, context) == 1
        let isSquare = unsafe isComputed && BN_kronecker(u, p, context) == 1
        if !isComputed { ErrorQueue.drain() }
        return isSquare
    }
}
