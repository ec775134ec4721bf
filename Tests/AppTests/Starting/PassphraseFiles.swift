import Foundation
import SteelcutServerProcess
import Testing

@testable import SteelcutServer

/// `keyring.passphrase-file`: whose it may be, and who may read it.
@Suite struct PassphraseFiles {
    @Test(arguments: [0o600, 0o400, 0o700])
    func `one that only its owner reads is taken`(_ mode: Int) async throws {
        try await Workspace.with { work in
            let path = try work.write("correct horse\r\nbattery", to: "passphrase")
            try work.chmod(mode, "passphrase")
            #expect(try PassphraseFile.read(path, credentials: nil) == Array("correct horse".utf8))
        }
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o602, 0o644, 0o660])
    func `one that others can get at is not`(_ mode: Int) async throws {
        try await Workspace.with { work in
            let path = try work.write("x", to: "passphrase")
            try work.chmod(mode, "passphrase")
            let failure = #expect(throws: StartFailure.self) { try PassphraseFile.read(path, credentials: nil) }
            #expect(failure?.description.hasPrefix("keyring.passphrase-file: \(path) can be read") == true)
            #expect(failure?.description.contains("chmod 600") == true)
        }
    }

    /// systemd.exec(5): a credential is root's, and an access control list lets the service read it.
    @Test func `systemd's credentials show a group that may read`() async throws {
        try await Workspace.with { work in
            try FileManager.default.createDirectory(atPath: work.path("credentials"), withIntermediateDirectories: true)
            let path = try work.write("x", to: "credentials/passphrase")
            let folder = work.path("credentials")
            for (mode, isTaken) in [(0o400, true), (0o440, true), (0o460, false), (0o444, false)] {
                try work.chmod(mode, "credentials/passphrase")
                #expect(((try? PassphraseFile.read(path, credentials: folder)) != nil) == isTaken)
            }
            try work.chmod(0o440, "credentials/passphrase")
            for other in [nil, "", work.path("cred"), work.path("elsewhere")] {
                #expect(throws: StartFailure.self) { try PassphraseFile.read(path, credentials: other) }
            }
            // What only leads through the folder is none.
            let outside = try work.write("x", to: "outside")
            try work.chmod(0o440, "outside")
            #expect(throws: StartFailure.self) {
                try PassphraseFile.read(folder + "/../outside", credentials: folder)
            }
            #expect(throws: StartFailure.self) { try PassphraseFile.read(outside, credentials: folder) }
        }
    }

    @Test func `a link leads to the file that counts`() async throws {
        try await Workspace.with { work in
            try work.write("x", to: "passphrase")
            try FileManager.default.createSymbolicLink(
                atPath: work.path("link"), withDestinationPath: work.path("passphrase"))
            #expect(try PassphraseFile.read(work.path("link"), credentials: nil) == Array("x".utf8))
            try work.chmod(0o644, "passphrase")
            #expect(throws: StartFailure.self) { try PassphraseFile.read(work.path("link"), credentials: nil) }
        }
    }

    @Test func `it has 1 to 1024 bytes in its first line`() async throws {
        try await Workspace.with { work in
            for (text, isTaken) in [
                ("", false), ("\n", false), ("\r\nx", false), (String(repeating: "x", count: 1024), true),
                (String(repeating: "x", count: 1024) + "\r\n", true), (String(repeating: "x", count: 1025), false),
                ("x\n" + String(repeating: "y", count: 4096), true),
            ] {
                let path = try work.write(text, to: "passphrase")
                #expect(((try? PassphraseFile.read(path, credentials: nil)) != nil) == isTaken)
            }
            for path in [work.path("missing"), work.folder.path] {
                #expect(throws: StartFailure.self) { try PassphraseFile.read(path, credentials: nil) }
            }
        }
    }
}
