extension Ports {
    /// Gives random bytes fit for secrets.
    public protocol Randomness: Sendable {
        /// So many random bytes.
        ///
        /// - Throws: `RandomnessFailure` where the generator can't vouch for them; never fewer or weaker bytes instead.
        func bytes(_ count: Int) throws(RandomnessFailure) -> [UInt8]
    }
}
