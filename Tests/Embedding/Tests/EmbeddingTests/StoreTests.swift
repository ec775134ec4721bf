@testable import Domain
@testable import Examples
import SteelcutDomain
import SteelcutTestKit
import Testing

/// A store of one's own against every promise of its port.
@Suite struct StoreTests {
    @Test(arguments: Promise<any Ports.ClientStore>.all)
    func keeps(_ promise: Promise<any Ports.ClientStore>) async throws { try await promise.check(ClientBook()) }
}

/// Names that Steelcut's modules leave to others.
@Suite struct NameTests {
    @Test func `Hasher and Clock are still Swift's own`() throws {
        let owner = try #require(ClientID(parsing: "owner"))
        let notes: Set = [Note(owner: owner, text: "a"), Note(owner: owner, text: "a"), Note(owner: owner, text: "b")]
        #expect(notes.count == 2)
        #expect(Note.time(by: ContinuousClock()) {} >= .zero)
    }

    @Test func `a target called COpenSSL is the app's`() { #expect(openSSLVersion >= 0x3000_0000) }
}
