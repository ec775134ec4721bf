import Foundation
import SteelcutDomain
import SteelcutOpenSSL
import Testing

@testable import SteelcutClient

@Suite struct FileKeySetTests {
    private let folder: ClientTestFolder
    private var path: String { folder.path + "/keys.json" }

    init() throws { folder = try ClientTestFolder() }

    private func write(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    private func open() throws -> FileKeySet { try FileKeySet(path: path, maker: OpenSSLVerifierMaker()) }

    @Test func `a file is read, and read again`() async throws {
        let (old, new) = (try ClientTestKey(), try ClientTestKey(.edDSA))
        try write(clientKeySet(old))
        let keys = try open()
        #expect(try await keys.verifiers(named: old.id).count == 1)
        #expect(try await keys.verifiers(named: new.id).isEmpty)
        try write(clientKeySet(old, new))
        #expect(try await keys.verifiers(named: new.id).isEmpty)
        let copy = keys
        try copy.reload()
        #expect(try await keys.verifiers(named: new.id).count == 1)
        #expect(try await keys.verifiers(named: nil).count == 2)
    }

    @Test(
        arguments: [
            ("", .malformed), ("{}", .malformed), (#"{"keys":[],"keys":[]}"#, .malformed),
            (#"{"keys":[]}"#, .noUsableKey),
            (#"{"keys":[{"kty":"oct","k":"AA"}]}"#, .noUsableKey),
            (String(repeating: " ", count: JSONWebKeySet.largest + 1), .unreadable),
        ] as [(String, FileKeySet.Failure)])
    func `a bad file is refused, and the last good set stays`(
        _ text: String, _ expected: FileKeySet.Failure
    ) async throws {
        let key = try ClientTestKey()
        try write(clientKeySet(key))
        let keys = try open()
        try write(text)
        #expect(throws: expected) { try open() }
        #expect(throws: expected) { try keys.reload() }
        #expect(try await keys.verifiers(named: key.id).count == 1)
    }

    @Test func `what is no file is not waited for`() throws {
        #expect(throws: FileKeySet.Failure.unreadable) { try open() }
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: FileKeySet.Failure.unreadable) { try open() }
        #expect(throws: FileKeySet.Failure.unreadable) {
            try FileKeySet(path: folder.path, maker: OpenSSLVerifierMaker())
        }
    }
}
