extension Ports {
    /// Knows what the stored hashes cost that a secret without a known selector is checked against.
    public protocol HashCosts: Sendable {
        /// How many clients have a live secret without a selector at `time`, by what its hash costs.
        ///
        /// Asking takes longer the more such secrets there are: to be asked when clients have changed.
        func hashCosts(at time: Timestamp) async throws(StoreFailure) -> HashCostShares
    }

    /// Says whether a hash from elsewhere can be used.
    public protocol HashInspector: Sendable {
        /// What keeps secrets from being checked against a hash; `nil`: nothing.
        func defect(of hash: SecretHash) -> HashDefect?
    }
}

/// Why a hash from elsewhere can't be used.
public enum HashDefect: Error, Hashable, Sendable {
    /// It is not an Argon2id hash of version 19 in the PHC string format.
    case form
    /// Its memory, passes or lanes are out of bounds.
    case cost
}

/// What the hashes cost that a caller who names no secret is checked against, client by client.
public struct HashCostShares: Sendable {
    /// The clients of one cost.
    public struct Share: Sendable {
        /// One of the stored hashes of this cost.
        public let sample: SecretHash
        /// How many clients have one.
        public let clients: Int

        /// Puts a share together.
        public init(sample: SecretHash, clients: Int) {
            self.sample = sample
            self.clients = clients
        }
    }

    /// A secret of the store's, which every node has and nobody else: it keys the draw.
    public let key: [UInt8]
    /// How many clients there are in all, or 0 without any share.
    ///
    /// Those in no share are checked against a decoy of today's cost; that nobody is in one needs no count of a million.
    public let clients: Int
    /// The clients with a secret without a selector, in an order that is the same for every node.
    public let shares: [Share]

    /// Puts shares together.
    public init(key: [UInt8], clients: Int, shares: [Share]) {
        self.key = key
        self.clients = clients
        self.shares = shares
    }

    /// The share that a number stands for, by a hash of it: each as probable as its clients are frequent; `nil` stands
    /// for the clients in none.
    ///
    /// - Parameter number: Any of the 64-bit numbers, all of which are equally probable.
    public func draw(_ number: UInt64) -> SecretHash? {
        let sizes = shares.map { UInt64(clamping: $0.clients) }
        let total = max(UInt64(clamping: clients), sizes.reduce(0, &+))
        var place = number.multipliedFullWidth(by: total).high
        for (share, size) in zip(shares, sizes) {
            if place < size { return share.sample }
            place -= size
        }
        return nil
    }
}
