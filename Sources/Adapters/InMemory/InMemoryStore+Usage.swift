public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.UsageLog {
    /// Counts uses in under the lock; those of secrets that are not there are dropped.
    public func note(_ uses: [SecretCheck.Owner: SecretUsage]) async throws(StoreFailure) {
        contents.withLock { contents in
            for (owner, usage) in uses {
                guard contents.clients[owner.client]?.secrets.contains(where: { $0.id == owner.secretID }) == true
                else { continue }
                var noted = contents.usage[owner.client] ?? [:]
                noted[owner.secretID]?.add(usage)
                if noted[owner.secretID] == nil { noted[owner.secretID] = usage }
                contents.usage[owner.client] = noted
            }
        }
    }

    /// What was noted of a client's secrets, by their IDs.
    public func usage(ofSecretsOf id: ClientID) async throws(StoreFailure) -> [String: SecretUsage] {
        contents.withLock { $0.usage[id] ?? [:] }
    }
}
