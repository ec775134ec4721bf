import Foundation
import SteelcutDomain
import SteelcutKeyringDirectory
import SteelcutOpenSSL
import SteelcutPostgresFixture
import Testing

/// Several nodes over one PostgreSQL and one keyring in it, with no more rights than the contract's roles have.
@Suite struct SeveralNodes {
    private let issuer = ["--issuer", "https://as.example"]

    @Test func `sign with one key, and follow a rotation and an emergency alike`() async throws {
        try await PostgresSite.with(isInitialized: false) { plain in
            try await plain.withKeysInDatabase { site in
                let first = try #require(try JSON(try await site.owner.done("init"))["kid"]?.string)
                let client = try await site.admin.addClient()
                try await site.server.serving(.authorizationServer, issuer) { one in
                    try await one.untilReady()
                    try await site.server.serving(.authorizationServer, issuer) { other in
                        try await other.untilReady()
                        var tokens: [String] = []
                        for server in [one, other] { tokens.append(try await server.token(for: client)) }
                        #expect(try tokens.map { try header(of: $0)["kid"]?.string } == [first, first])
                        #expect(try await one.isActive(tokens[1], by: client))
                        for command in [["--keys-publish-before-use", "0"], ["--emergency"]] {
                            let rotated = try await site.admin.run(.commandLine, ["keys", "rotate"] + command).json()
                            let new = try #require(rotated["kid"]?.string)
                            for server in [one, other] {
                                try await until("the new key", within: .effect) {
                                    try await server.signingKey(for: client) == new
                                }
                            }
                        }
                        for server in [one, other] {
                            // The new key is there first, and the others end behind it.
                            try await until("the end of the keys", within: .effect) {
                                try await server.publishedKeys().count == 1
                            }
                            try await until("the end of the tokens", within: .effect) {
                                try await !server.isActive(tokens[0], by: client)
                            }
                        }
                        #expect(!one.child.errors.contains("can do more"))
                    }
                }
                // The server's role may add a key and end none.
                let made = try await site.server.steelcut("keys", "generate")
                #expect(made.status == 0, "\(made.errors)")
                for command in [
                    ["keys", "rotate", "--emergency"], ["keys", "retire", try made.json()["kid"]?.string ?? ""],
                    ["keys", "reseal", "--new-passphrase-file", site.server.path("passphrase")],
                ] {
                    let run = try await site.server.run(.commandLine, command)
                    #expect(run.status == 1 && run.errors.contains("this is not permitted"), "\(run.errors)")
                }
                try await site.admin.done("keys", "list")
            }
        }
    }

    @Test func `rotate a key that has its age by themselves, and make one`() async throws {
        try await PostgresSite.with(isInitialized: false) { plain in
            try await plain.withKeysInDatabase { site in
                let old = try await KeyFolder.make(at: site.admin.path("old"), ageInDays: 91)
                try await site.admin.done("keys", "import", "--from", "dir:" + site.admin.path("old"))
                #expect(try await site.admin.keys().map(\.kid) == [old])
                let client = try await site.admin.addClient()
                let never = issuer + ["--keys-rotate-every", "0"]
                try await site.server.serving(.authorizationServer, issuer) { one in
                    try await site.server.serving(.authorizationServer, issuer) { other in
                        try await site.server.serving(.authorizationServer, never) { idle in
                            for server in [one, other, idle] {
                                try await server.untilReady()
                                try await until("the new key") { try await server.publishedKeys().count == 2 }
                                // It signs when everybody can have seen it.
                                #expect(try await server.signingKey(for: client) == old)
                            }
                            for server in [one, other, idle] { #expect(try await server.stop() == 0) }
                            let said = [one, other, idle].map(\.child.errors).map { log in
                                log.components(separatedBy: "keys.rotate-every").count - 1
                            }
                            #expect(said.sorted() == [0, 0, 1] && said.last == 0, "\(said)")
                        }
                    }
                }
                let keys = try await site.admin.keys()
                #expect(keys.map(\.state) == ["active", "pending"])
                // The server's act, sealed by the key that signs, with no more rights than it has.
                let events = try #require(try JSON(try await site.admin.done("audit", "list", "--limit", "2")).array)
                #expect(events.map { $0["event"]?.string } == ["key.rotated", "audit.sealed"])
                #expect(events.allSatisfy { $0["actor"]?.string == "server" })
                #expect(events[0]["detail"]?["kid"]?.string == keys.last?.kid)
                #expect(try await site.admin.steelcut("audit", "verify").status == 0)
            }
        }
    }

    /// Issue: faults 15 and 17 of the list of what must hold.
    @Test func `two that rotate at once tell the truth, and one that is killed leaves no lock and no half key`()
        async throws
    {
        try await PostgresSite.with(isInitialized: false) { plain in
            try await plain.withKeysInDatabase { site in
                try await site.owner.done("init")
                var known = 1
                for _ in 1...8 {
                    let said = try await withThrowingTaskGroup(of: String.self) { nodes in
                        for _ in 1...2 {
                            nodes.addTask {
                                let run = try await site.admin.run(.commandLine, ["keys", "rotate"])
                                #expect(run.status == 0, "\(run.errors)")
                                return run.output
                            }
                        }
                        return try await nodes.reduce(into: []) { $0.append($1) }
                    }.map { try JSON($0) }
                    let keys = try await site.admin.keys()
                    let made = said.filter { $0["key_created"]?.bool == true }.count
                    #expect((1...2).contains(made) && keys.count == known + made)
                    #expect(said.allSatisfy { said in keys.contains { $0.kid == said["kid"]?.string } })
                    #expect(keys.filter { $0.state == "active" }.count == 1)
                    known = keys.count
                }
                for turn in 0..<12 {
                    let child = try Child(
                        .commandLine, ["keys", "rotate"], environment: site.admin.environment, in: site.admin.folder)
                    defer { child.send(SIGKILL) }
                    let moment = ContinuousClock.now.advanced(by: .milliseconds(60 * turn))
                    try await until("its moment") { ContinuousClock.now >= moment || child.status != nil }
                    child.send(SIGKILL)
                    _ = try await child.ending()
                    // Whoever comes next finds the lock free and every row whole.
                    let next = try await site.admin.run(.commandLine, ["keys", "rotate"])
                    #expect(next.status == 0, "\(next.errors)")
                    let keys = try await site.admin.keys()
                    #expect((1...2).contains(keys.count - known))
                    known = keys.count
                }
                try await until("no lock") {
                    try await site.database.psql(
                        """
                        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
                            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                        """) == "0"
                }
            }
        }
    }

    @Test func `go on where one of them is killed, and where somebody has changed a row`() async throws {
        try await PostgresSite.with(isInitialized: false) { plain in
            try await plain.withKeysInDatabase { site in
                let first = try #require(try JSON(try await site.owner.done("init"))["kid"]?.string)
                let client = try await site.admin.addClient()
                try await site.server.serving(.authorizationServer, issuer) { one in
                    try await one.untilReady()
                    try await site.server.serving(.authorizationServer, issuer) { other in
                        try await other.untilReady()
                        one.child.send(SIGKILL)
                        #expect(try await one.child.ending() == 128 + SIGKILL)
                        let next = try JSON(
                            try await site.admin.done("keys", "rotate", "--keys-publish-before-use", "0"))["kid"]?
                            .string
                        try await until("the new key", within: .effect) {
                            try await other.signingKey(for: client) == next
                        }
                        // A public key of somebody's own in the column is never looked at.
                        try await site.database.psql("UPDATE steelcut.signing_keys SET public_jwk = '{\"kty\":\"EC\"}'")
                        try await site.admin.done("keys", "list")
                        #expect(Set(try await other.publishedKeys()) == [first, next])
                        let row = "WHERE kid = '\(first)'"
                        let whole = try await site.database.psql(
                            "SELECT encode(sealed_private, 'hex') FROM steelcut.signing_keys \(row)")
                        try await site.database.psql(
                            "UPDATE steelcut.signing_keys SET sealed_private = set_byte(sealed_private, 90, "
                                + "255 - get_byte(sealed_private, 90)) \(row)")
                        try await until("word of it", within: .effect) {
                            try await other.get("/health/ready").text.contains("degraded")
                        }
                        // It goes on with what it has; one that starts does not.
                        #expect(try await other.signingKey(for: client) == next)
                        let refused = try await site.server.refusedStart(.authorizationServer, issuer)
                        #expect(refused.status == 1, "\(refused.errors)")
                        for said in [refused.errors, other.child.errors] {
                            #expect(said.contains("signing key \(first) in the database"), "\(said)")
                            #expect(!said.contains(whole.prefix(16)))
                        }
                        try await site.database.psql(
                            "UPDATE steelcut.signing_keys SET sealed_private = decode('\(whole)', 'hex') \(row)")
                        try await until("the whole row", within: .effect) {
                            try await !other.get("/health/ready").text.contains("degraded")
                        }
                    }
                }
            }
        }
    }
}

/// A keyring folder with a key that was made long ago.
private enum KeyFolder {
    static func make(at path: String, ageInDays days: Int) async throws -> String {
        let digest = try OpenSSLDigest()
        let maker = OpenSSLKeyMaker(digest: digest)
        let folder = KeyringDirectory(
            path: path, passphrase: nil,
            coding: PrivateKeyCoding(
                encode: { try PrivateKeyPEM.encode($0, passphrase: $1) },
                decode: { try PrivateKeyPEM.decode($0, passphrase: $1) }),
            keyMaker: maker, digest: digest)
        try await folder.create()
        let privateKey = try maker.makeKey(for: .es256)
        let moment = Timestamp(seconds: Int(Date().timeIntervalSince1970) - days * 86_400)
        let record = try #require(
            SigningKeyRecord(
                publicKey: maker.publicKey(of: privateKey, for: .es256), created: moment, signsFrom: moment))
        try await folder.add(SigningKey(record: record, privateKey: privateKey))
        return record.keyID.description
    }
}
