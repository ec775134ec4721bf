import Foundation
import Testing

/// Contract section 2: `keyring` = `database`, here over SQLite.
@Suite struct DatabaseKeyring {
    @Test func `does what a folder does, and leaves none`() async throws {
        try await Workspace.with { folder in
            let work = try folder.withKeysInDatabase()
            let made = try JSON(try await work.done("init"))
            #expect(made["keyring"]?.string == "database")
            #expect(made["key_created"]?.bool == true)
            #expect(try JSON(try await work.done("init"))["key_created"]?.bool == false)
            #expect(!work.names(in: "steelcut-data").contains("keyring"))
            let client = try await work.addClient()
            try await work.serving(.authorizationServer) { server in
                let first = try await server.signingKey(for: client)
                #expect(try await work.keys().map(\.kid) == [first])
                let next = try JSON(try await work.done("keys", "rotate", "--keys-publish-before-use", "0"))["kid"]
                try await until("the new key", within: .effect) {
                    try await server.signingKey(for: client) == next?.string
                }
                #expect(try await server.publishedKeys() == [first, next?.string])
                // Nobody is told of plain files, and nothing secret is.
                #expect(!server.child.errors.contains("plain files"))
                #expect(!server.child.errors.contains("correct horse"))
            }
        }
    }

    @Test func `needs its passphrase: without it wrong configuration, with another one a clear failure`() async throws {
        try await Workspace.with { folder in
            let work = try folder.withKeysInDatabase()
            try await work.done("init")
            let none = ["STEELCUT_KEYRING_PASSPHRASE_FILE": ""]
            let wrong = ["STEELCUT_KEYRING_PASSPHRASE_FILE": try work.write("wrong horse\n", to: "wrong")]
            let missing = ["STEELCUT_KEYRING_PASSPHRASE_FILE": work.path("nowhere")]
            for (environment, status) in [(none, Int32(64)), (wrong, 1), (missing, 1)] {
                for program in [Executable.commandLine, .authorizationServer] {
                    let run =
                        program == .commandLine
                        ? try await work.steelcut("keys", "list", environment: environment)
                        : try await work.refusedStart(program, [], environment: environment)
                    #expect(run.status == status, "\(run.errors)")
                    #expect(run.errors.contains("keyring.passphrase-file"), "\(run.errors)")
                    #expect(!run.errors.contains("horse"), "\(run.errors)")
                }
            }
        }
    }

    @Test func `under a new passphrase, a running server goes on, says so, and follows by itself`() async throws {
        try await Workspace.with { folder in
            let work = try folder.withKeysInDatabase()
            try await work.done("init")
            try await work.done("keys", "generate")
            let client = try await work.addClient()
            try await work.serving(.authorizationServer) { server in
                let key = try await server.signingKey(for: client)
                let new = try work.write("battery staple\n", to: "new")
                let said = try JSON(try await work.done("keys", "reseal", "--new-passphrase-file", new))
                #expect(said["keys_resealed"]?.integer == 2)
                try await until("word of it", within: .effect) {
                    try await server.get("/health/ready").text.contains("degraded")
                }
                #expect(server.child.errors.contains("keyring.passphrase-file"))
                #expect(try await server.signingKey(for: client) == key)
                #expect(try await work.steelcut("keys", "list").status == 1)
                // The operator puts the new passphrase where the old one was.
                try work.write("battery staple\n", to: "passphrase")
                try await until("the new passphrase", within: .effect) {
                    try await !server.get("/health/ready").text.contains("degraded")
                }
                try await work.done("keys", "rotate")
                try await until("a third key", within: .effect) { try await server.publishedKeys().count == 3 }
                #expect(try await server.signingKey(for: client) == key)
            }
        }
    }

    @Test func `takes over a folder's keys, so that tokens from before stay good`() async throws {
        try await Workspace.with { folder in
            try await folder.done("init")
            let pending = try #require(try JSON(try await folder.done("keys", "generate"))["kid"]?.string)
            let client = try await folder.addClient()
            let issuer = ["--issuer", "https://as.example"]
            let token = try await folder.serving(.authorizationServer, issuer) { try await $0.token(for: client) }
            let before = try await folder.done("keys", "list")

            let work = try folder.withKeysInDatabase()
            // Before it was made, the keyring is not initialized.
            #expect(try await work.steelcut("keys", "list").errors.contains("steelcut init"))
            let from = "dir:" + work.path("steelcut-data/keyring")
            let said = try JSON(try await work.done("keys", "import", "--from", from))
            #expect(said["keys_imported"]?.strings?.count == 2 && said["keys_imported"]?.strings?.last == pending)
            #expect(try await work.done("keys", "import", "--from", from) == "{\"keys_imported\":[]}\n")
            #expect(try await work.done("keys", "list") == before)
            try FileManager.default.removeItem(atPath: work.path("steelcut-data/keyring"))
            try await work.serving(.authorizationServer, issuer) { server in
                let isActive = try await server.isActive(token, by: client)
                #expect(isActive)
                #expect(try await server.signingKey(for: client) == header(of: token)["kid"]?.string)
            }
            for arguments in [["--from", "database"], ["--from", "dir:nowhere"]] {
                let run = try await work.run(.commandLine, ["keys", "import"] + arguments)
                #expect(run.status == 1 && run.errorLines.count == 1, "\(run.errors)")
            }
            let folderAlone = try await folder.steelcut(
                "keys", "reseal", "--new-passphrase-file", work.path("passphrase"))
            #expect(folderAlone.status == 1 && folderAlone.errors.contains("keyring"), "\(folderAlone.errors)")
        }
    }
}
