import SteelcutDomain
import SteelcutTestKit
import Testing

/// Every adapter against every promise of its port.
@Suite struct Conformance {
    @Test("Every client store", arguments: Adapter<any Ports.ClientStore>.all, Promise<any Ports.ClientStore>.all)
    func keeps(_ adapter: Adapter<any Ports.ClientStore>, _ promise: Promise<any Ports.ClientStore>) async throws {
        try await adapter.withFresh(promise.check)
    }

    @Test("Every key store", arguments: Adapter<KeyStoreSubject>.all, Promise<KeyStoreSubject>.all)
    func keeps(_ adapter: Adapter<KeyStoreSubject>, _ promise: Promise<KeyStoreSubject>) async throws {
        try await adapter.withFresh(promise.check)
    }

    @Test(
        "Every store of sealed keys", arguments: Adapter<any Ports.SealedKeyStore>.all,
        Promise<any Ports.SealedKeyStore>.all)
    func keeps(_ adapter: Adapter<any Ports.SealedKeyStore>, _ promise: Promise<any Ports.SealedKeyStore>) async throws
    {
        try await adapter.withFresh(promise.check)
    }

    @Test(
        "Every store that clients are imported into", arguments: Adapter<any ImportTarget>.all,
        Promise<any ImportTarget>.all)
    func keeps(_ adapter: Adapter<any ImportTarget>, _ promise: Promise<any ImportTarget>) async throws {
        try await adapter.withFresh(promise.check)
    }

    @Test(
        "Every store that remembers how secrets are used", arguments: Adapter<any UsageStore>.all,
        Promise<any UsageStore>.all)
    func keeps(_ adapter: Adapter<any UsageStore>, _ promise: Promise<any UsageStore>) async throws {
        try await adapter.withFresh(promise.check)
    }

    @Test("Every change counter", arguments: Adapter<CountedStore>.all, Promise<CountedStore>.all)
    func keeps(_ adapter: Adapter<CountedStore>, _ promise: Promise<CountedStore>) async throws {
        try await adapter.withFresh(promise.check)
    }

    @Test("Every audit trail", arguments: Adapter<AuditedStore>.all, Promise<AuditedStore>.all)
    func keeps(_ adapter: Adapter<AuditedStore>, _ promise: Promise<AuditedStore>) async throws {
        try await adapter.withFresh(promise.check)
    }

    @Test(
        "Every store of revocations", arguments: Adapter<any Ports.RevocationStore>.all,
        Promise<any Ports.RevocationStore>.all)
    func keeps(
        _ adapter: Adapter<any Ports.RevocationStore>, _ promise: Promise<any Ports.RevocationStore>
    ) async throws {
        try await adapter.withFresh(promise.check)
    }
}
