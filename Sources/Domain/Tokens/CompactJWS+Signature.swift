extension CompactJWS {
    /// Finds the one key that may have signed this, and checks that it did.
    ///
    /// RFC 8725 section 3.1: the key decides the algorithm, and the header has to agree.
    ///
    /// - Returns: The key.
    /// - Throws: `BearerError.invalidToken` or `.keysUnavailable`.
    @discardableResult
    func checkSignature(with keys: any Ports.VerifierSource) async throws(BearerError) -> any Ports.SignatureVerifier {
        let candidates: [any Ports.SignatureVerifier]
        do throws(KeysUnavailable) {
            candidates = try await keys.verifiers(named: keyID)
        } catch { throw .keysUnavailable(retryAfter: error.retryAfter) }
        guard !candidates.isEmpty else { throw .invalidToken(.unknownKey) }
        guard let key = candidates.first(where: { $0.algorithm == algorithm }) else { throw .invalidToken(.algorithm) }
        // Without `kid` a token is taken only where there is no choice.
        guard candidates.count(where: { $0.algorithm == algorithm }) == 1 else { throw .invalidToken(.unknownKey) }
        guard key.isValid(signature, for: signingInput) else { throw .invalidToken(.signature) }
        return key
    }
}
