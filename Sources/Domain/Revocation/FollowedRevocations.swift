/// The published list that a resource server has taken last, and the rule which one may take its place.
///
/// A counter is the word of the key that signed it. A list of the same key may stand no lower. One of another key takes its
/// place whatever it has counted, and then the key from before has had its say: so a store that was restored from a backup,
/// and counts lower than before, is heard again after a rotation, and a list from before the rotation is not.
public struct FollowedRevocations: Sendable {
    /// The list in force.
    public let current: SignedRevocationList
    /// Keys whose lists others have taken the place of.
    private var superseded: Set<KeyID> = []

    /// Begins with the first list that was had.
    public init(_ first: SignedRevocationList) { current = first }

    private init(_ current: SignedRevocationList, superseded: Set<KeyID>) {
        self.current = current
        self.superseded = superseded
    }

    /// What is followed once `next`, which was checked by itself, has come.
    ///
    /// - Parameters:
    ///   - next: The list that came.
    ///   - keys: The issuer's keys: what a key has said is forgotten once it has left them.
    /// - Throws: `TokenDefect.superseded` for a list that goes back, `.revoked` for one whose key the present list revokes.
    public func following(
        _ next: SignedRevocationList, keys: any Ports.VerifierSource
    ) async throws(TokenDefect) -> FollowedRevocations {
        guard !current.list.revokes(next.keyID) else { throw .revoked }
        if next.keyID == current.keyID {
            guard next.list.counter >= current.list.counter else { throw .superseded }
            return FollowedRevocations(next, superseded: superseded)
        }
        guard await Self.has(keys, current.keyID) else { return FollowedRevocations(next) }
        guard !superseded.contains(next.keyID) else { throw .superseded }
        return FollowedRevocations(next, superseded: superseded.union([current.keyID]))
    }

    /// Whether a key is in the key set; so it is taken where that can't be told.
    private static func has(_ keys: any Ports.VerifierSource, _ keyID: KeyID) async -> Bool {
        do throws(KeysUnavailable) { return try await !keys.verifiers(named: keyID).isEmpty } catch { return true }
    }
}
