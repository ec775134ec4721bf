/// Why a change of the registered clients was not made.
public enum ClientStoreError: Error, Sendable {
    /// There is a client with this ID already.
    case duplicate(ClientID)
    /// There is no client with this ID.
    case unknownClient(ClientID)
    /// The change breaks a rule.
    case refused(ClientRefusal)
    /// The store failed.
    case failed(StoreFailure)
}

/// A rule that a change of a client would break.
public enum ClientRefusal: String, Error, Hashable, Sendable {
    /// Neither the client nor the server says what its tokens are for.
    case noResource = "a client needs at least one resource unless audience is set"
    /// A client needs at least one grant.
    case noGrantType = "a client needs at least one grant type"
    /// A second overlap while two secrets live.
    case twoSecretsLive =
        "at least two secrets of this client are live; retire one or wait for its end, or replace all without an overlap"
    /// An overlap that is negative or beyond a year.
    case overlap = "an overlap is between 1 second and 365 days"
    /// A further secret while as many live as may.
    case tooManySecrets = "ten secrets of this client are live, which is the most; retire one first"
    /// A new secret that begins like one that lives, which happens once in many million million times.
    case selectorTaken = "the new secret begins as one of this client's does; try again"
    /// A second secret without a selector.
    case severalWithoutSelector = "a client has at most one secret that was imported"
    /// A new secret that whoever asked for it could not be given.
    case notHandedOver = "the new secret could not be handed over; nothing was changed"
    /// A secret that the client does not have.
    case unknownSecret = "the client has no secret of this ID; steelcut clients secrets lists those it has"
}

/// Why a change of the signing keys was not made.
public enum KeyStoreError: Error, Sendable {
    /// There is a key with this ID already.
    case duplicate(KeyID)
    /// There is no key with this ID.
    case unknownKey(KeyID)
    /// Others than the caller has seen are there: somebody else has changed the keys meanwhile.
    case changed
    /// As many keys as a key set may hold are published.
    case tooMany
    /// It is the key that signs.
    case active(KeyID)
    /// The key could not be made.
    case key(KeyDefect)
    /// The store failed.
    case failed(StoreFailure)
}
