import SteelcutDomain
import SteelcutTestKit
import Testing

/// An adapter that is held to promises.
struct Adapter<Subject: Sendable>: Sendable, CustomTestStringConvertible {
    let name: String
    /// Lends a fresh subject, and clears away what it left.
    let withFresh: @Sendable (_ body: @Sendable (Subject) async throws -> Void) async throws -> Void

    init(
        _ name: String,
        withFresh: @escaping @Sendable (_ body: @Sendable (Subject) async throws -> Void) async throws -> Void
    ) {
        self.name = name
        self.withFresh = withFresh
    }

    var testDescription: String { name }
}

// A new adapter is one line here, and a file that says how a fresh one is had.

extension Adapter where Subject == any Ports.ClientStore {
    static var all: [Self] { [.inMemory, .sqlite, .postgres] }
}

extension Adapter where Subject == KeyStoreSubject {
    static var all: [Self] { [.inMemory, .keyringDirectory, .sealedKeyringDirectory, .sqlite, .postgres] }
}

extension Adapter where Subject == CountedStore {
    static var all: [Self] { [.inMemory, .sqlite, .postgres] }
}

extension Adapter where Subject == any ImportTarget {
    static var all: [Self] { [.inMemory, .sqlite, .postgres] }
}

extension Adapter where Subject == any UsageStore {
    static var all: [Self] { [.inMemory, .sqlite, .postgres] }
}

extension Adapter where Subject == any Ports.SealedKeyStore {
    static var all: [Self] { [.sqlite, .postgres] }
}

extension Adapter where Subject == AuditedStore {
    static var all: [Self] { [.inMemory, .sqlite, .postgres] }
}

extension Adapter where Subject == any Ports.RevocationStore {
    static var all: [Self] { [.inMemory, .sqlite, .postgres] }
}
