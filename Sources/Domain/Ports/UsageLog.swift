extension Ports {
    /// Remembers how often and when stored secrets were used.
    ///
    /// What is noted is no change of a client: nothing that it may do depends on it, and no change counter moves.
    public protocol UsageLog: Sendable {
        /// Counts uses in, all of them or none; those of secrets that are not there, or not any more, are nobody's.
        ///
        /// Who is told that it failed notes the same again later. Where it was done all the same, the uses count twice:
        /// better than a secret that looks unused and is not.
        ///
        /// - Throws: `StoreFailure.notPermitted` where the role may not note uses.
        func note(_ uses: [SecretCheck.Owner: SecretUsage]) async throws(StoreFailure)

        /// What was noted of a client's secrets, by their IDs; nothing for those that were not used, or not yet noted.
        ///
        /// A client that was removed and registered again begins without any.
        func usage(ofSecretsOf id: ClientID) async throws(StoreFailure) -> [String: SecretUsage]
    }
}
