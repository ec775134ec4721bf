extension Ports {
    /// Hashes that are fast on purpose: thumbprints and the keys of caches.
    public protocol Digest: Sendable {
        /// The 32 bytes of SHA-256 (FIPS 180-4).
        func sha256(_ bytes: [UInt8]) -> [UInt8]

        /// The 32 bytes of HMAC-SHA-256 (RFC 2104).
        func hmacSHA256(key: [UInt8], _ bytes: [UInt8]) -> [UInt8]
    }
}
