/// The revocations of a moment, as an immutable value that answers without asking anybody.
///
/// A client that was cut off twice stands here once, with the later moment.
public struct RevocationList: Hashable, Sendable {
    private struct CutOff: Hashable, Sendable {
        var issuedUntil: Timestamp
        var ends: Timestamp
    }

    /// How many revocations were ever made in the store this is of: it grows with each and never goes back, not even where
    /// the store does, having been restored.
    public private(set) var counter: Int64
    private var tokens: [String: Timestamp] = [:]
    private var clients: [ClientID: CutOff] = [:]
    private var keys: [KeyID: Timestamp] = [:]

    /// A list of these revocations.
    public init(counter: Int64 = 0, _ revocations: some Sequence<Revocation> = []) {
        self.counter = counter
        for revocation in revocations { insert(revocation) }
    }

    /// An empty list, with room for so many tokens.
    init(counter: Int64, capacity: Int) {
        self.counter = counter
        tokens.reserveCapacity(capacity)
    }

    /// How many single tokens may stand in a list: from there on a client that takes a token back loses all that it has,
    /// so that no client can make the list of everybody too long to be read.
    public static let mostTokens = 200_000

    /// Whether no more single tokens are to be added.
    public var isFull: Bool { tokens.count >= Self.mostTokens }

    /// How many revocations it holds.
    public var count: Int { tokens.count + clients.count + keys.count }

    /// Whether a token with these claims, signed with this key, is revoked.
    public func revokes(_ claims: AccessTokenClaims, signedWith keyID: KeyID?) -> Bool {
        if tokens[claims.tokenID] != nil { return true }
        if let keyID, keys[keyID] != nil { return true }
        guard !clients.isEmpty, let id = ClientID(parsing: claims.clientID), let cutOff = clients[id] else {
            return false
        }
        return claims.issuedAt <= cutOff.issuedUntil
    }

    /// Whether whatever this key has signed is revoked.
    public func revokes(_ keyID: KeyID) -> Bool { keys[keyID] != nil }

    /// This list with what came since, and without what has ended.
    public func following(_ page: RevocationPage, at now: Timestamp) -> RevocationList {
        var next = self
        next.counter = max(counter, page.counter)
        for revocation in page.revocations { next.insert(revocation) }
        // Of a store that counts lower than it did: what is new to us has to be news to others, too.
        if page.counter <= counter, next != self { next.counter = counter + 1 }
        next.tokens = next.tokens.filter { now < $0.value }
        next.clients = next.clients.filter { now < $0.value.ends }
        next.keys = next.keys.filter { now < $0.value }
        return next
    }

    /// What stands here and is not in a store's whole list, as it has to be revoked again; nothing that has ended.
    public func revocations(missingFrom page: RevocationPage, at now: Timestamp) -> [Revocation] {
        let other = RevocationList(page.revocations)
        let forever = Timestamp(microseconds: .max)
        func revocation(of subject: Revocation.Subject, until ends: Timestamp, issuedUntil: Timestamp) -> Revocation? {
            now < ends ? Revocation(subject: subject, issuedUntil: issuedUntil, ends: ends, created: now) : nil
        }
        let lostTokens = tokens.filter { other.tokens[$0.key] == nil }
        let lostKeys = keys.filter { other.keys[$0.key] == nil }
        let lostCutOffs = clients.filter { id, cutOff in
            other.clients[id].map { $0.issuedUntil < cutOff.issuedUntil } ?? true
        }
        return lostTokens.compactMap { revocation(of: .token($0), until: $1, issuedUntil: forever) }
            + lostKeys.compactMap { revocation(of: .key($0), until: $1, issuedUntil: forever) }
            + lostCutOffs.compactMap { revocation(of: .client($0), until: $1.ends, issuedUntil: $1.issuedUntil) }
    }

    mutating func insert(_ revocation: Revocation) {
        switch revocation.subject {
        case .token(let id): tokens[id] = revocation.ends
        case .key(let id): keys[id] = revocation.ends
        case .client(let id):
            let before = clients[id]
            clients[id] = CutOff(
                issuedUntil: max(before?.issuedUntil ?? revocation.issuedUntil, revocation.issuedUntil),
                ends: max(before?.ends ?? revocation.ends, revocation.ends))
        }
    }

    /// The names of revoked tokens, in the order of their bytes.
    public var tokenIDs: [String] { tokens.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    /// The names of revoked keys, in the order of their bytes.
    public var keyIDs: [KeyID] { keys.keys.sorted() }
    /// Each client's cut-off, in the order of their IDs.
    public var cutOffs: [(client: ClientID, issuedUntil: Timestamp)] {
        clients.sorted { $0.key < $1.key }.map { ($0.key, $0.value.issuedUntil) }
    }
}

/// What a store has to say since somebody asked last.
public struct RevocationPage: Hashable, Sendable {
    /// The store's counter: how many revocations were ever made there.
    public let counter: Int64
    /// Those that were made since, and have not ended.
    public let revocations: [Revocation]

    /// Puts a page together.
    public init(counter: Int64, revocations: [Revocation]) {
        self.counter = counter
        self.revocations = revocations
    }
}
