import SteelcutDomain
import SteelcutInMemory
import SteelcutOpenSSL
import SteelcutTestKit

extension Adapter where Subject == any Ports.ClientStore {
    static var inMemory: Self { Self("in memory") { body in try await body(InMemoryStore()) } }
}

extension Adapter where Subject == KeyStoreSubject {
    static var inMemory: Self {
        Self("in memory") { body in
            try await body(KeyStoreSubject(store: InMemoryStore(), makeKey: try SampleKeys.maker()))
        }
    }
}

extension Adapter where Subject == CountedStore {
    static var inMemory: Self {
        Self("in memory") { body in
            let store = InMemoryStore()
            let keys = KeyStoreSubject(store: store, makeKey: try SampleKeys.maker())
            try await body(CountedStore(counter: store, clients: store, elsewhere: store, keys: keys))
        }
    }
}

extension Adapter where Subject == any ImportTarget {
    static var inMemory: Self { Self("in memory") { body in try await body(InMemoryStore()) } }
}

extension Adapter where Subject == any UsageStore {
    static var inMemory: Self { Self("in memory") { body in try await body(InMemoryStore()) } }
}

extension Adapter where Subject == AuditedStore {
    static var inMemory: Self {
        Self("in memory") { body in
            let store = InMemoryStore()
            try await body(
                AuditedStore(
                    log: store, elsewhere: store, revocations: store, counter: store, digest: try OpenSSLDigest()))
        }
    }
}

extension Adapter where Subject == any Ports.RevocationStore {
    static var inMemory: Self { Self("in memory") { body in try await body(InMemoryStore()) } }
}
