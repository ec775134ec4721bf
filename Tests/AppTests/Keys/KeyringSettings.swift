import Testing

extension Workspace {
    /// The same folder with its keys in the database, under a passphrase.
    func withKeysInDatabase(_ passphrase: String = "correct horse") throws -> Workspace {
        var work = self
        work.environment["STEELCUT_KEYRING"] = "database"
        work.environment["STEELCUT_KEYRING_PASSPHRASE_FILE"] = try write(passphrase + "\n", to: "passphrase")
        return work
    }

    /// What `keys list` says, in the order in which the keys sign.
    func keys() async throws -> [(kid: String?, state: String?)] {
        try JSON(try await done("keys", "list")).array?.map { ($0["kid"]?.string, $0["state"]?.string) } ?? []
    }
}

extension PostgresSite {
    /// The same site with its keys in the database, for all three roles.
    func withKeysInDatabase(_ body: (PostgresSite) async throws -> Void) async throws {
        try await body(PostgresSite(database, try admin.withKeysInDatabase()))
    }
}

extension Server {
    /// The IDs of the keys that it publishes.
    func publishedKeys() async throws -> [String] {
        try await get("/.well-known/jwks.json").json()["keys"]?.array?.compactMap { $0["kid"]?.string } ?? []
    }

    /// The key that signs the token that it gives a client now.
    func signingKey(for client: TestClient) async throws -> String? {
        try header(of: try await token(for: client))["kid"]?.string
    }
}
