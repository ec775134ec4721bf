public import SteelcutDomain
import Synchronization

extension InMemoryStore: Ports.HashCosts {
    /// The secrets without a selector by the parameters of their hashes: what stands before the salt.
    public func hashCosts(at time: Timestamp) async throws(StoreFailure) -> HashCostShares {
        let clients = contents.withLock { Array($0.clients.values) }
        let hashes = clients.flatMap(\.secrets).filter { $0.selector == nil && $0.isLive(at: time) }.map(\.hash)
        let groups = Dictionary(grouping: hashes) { hash in
            hash.encoded.split(separator: "$", omittingEmptySubsequences: false).prefix(4).joined(separator: "$")
        }
        return HashCostShares(
            key: decoyKey, clients: groups.isEmpty ? 0 : clients.count,
            shares: groups.sorted { $0.key < $1.key }.compactMap { _, hashes in
                hashes.first.map { HashCostShares.Share(sample: $0, clients: hashes.count) }
            })
    }
}
