/// How many secrets there may be, and which of them are kept.
extension Client {
    /// How many live secrets a client may have.
    public static let mostLiveSecrets = 10

    /// How many secrets stay on record after their end: those that ended last.
    public static let mostEndedSecrets = 10

    /// What a store owes whoever authenticates: at most one secret has no selector, so that one check answers however
    /// many there are.
    ///
    /// - Throws: `ClientRefusal.severalWithoutSelector`.
    public func checkSecrets() throws(ClientRefusal) {
        guard secrets.count(where: { $0.selector == nil }) <= 1 else { throw .severalWithoutSelector }
    }

    /// The secrets that are good at `time`.
    func liveSecrets(at time: Timestamp) -> [StoredSecret] { secrets.filter { $0.isLive(at: time) } }

    /// Adds a secret beside those that live.
    mutating func addSecret(_ secret: StoredSecret) throws(ClientRefusal) {
        let live = liveSecrets(at: secret.created)
        guard live.count < Self.mostLiveSecrets else { throw .tooManySecrets }
        // Of two that live under one selector only the newer would be looked at.
        guard !live.contains(where: { $0.selector == secret.selector }) else { throw .selectorTaken }
        secrets.append(secret)
        forgetEndedSecrets(at: secret.created)
    }

    /// Ends the secrets that live.
    mutating func endSecrets(at time: Timestamp) {
        for index in secrets.indices where secrets[index].isLive(at: time) { secrets[index].end(at: time) }
    }

    private mutating func forgetEndedSecrets(at time: Timestamp) {
        let ended = secrets.filter { !$0.isLive(at: time) }
        let inOrder = ended.sorted { ($0.expires ?? $0.created) < ($1.expires ?? $1.created) }
        let forgotten = Set(inOrder.dropLast(Self.mostEndedSecrets).map(\.id))
        secrets.removeAll { forgotten.contains($0.id) }
    }
}

extension Sequence<Client> {
    /// Holds clients that come from elsewhere to `Client.checkSecrets()`, before any of them is stored.
    public func checkSecrets() throws(StoreFailure) {
        for client in self {
            do throws(ClientRefusal) { try client.checkSecrets() } catch {
                throw StoreFailure(.failed, cause: error.rawValue)
            }
        }
    }
}
