#if SQLite
import GRDB
public import SteelcutDomain

extension SQLiteStore: Ports.SealedKeyStore {
    /// All keys, ended ones too, and the seal that they are under, of one snapshot.
    public func sealedKeys() async throws(StoreFailure) -> SealedKeyring { try await read(SealedKeyRows.fetch) }

    /// Gives the keyring this seal, if it has none, and returns the one that it has then.
    public func setSeal(_ seal: KeyringSeal) async throws(StoreFailure) -> KeyringSeal {
        try await write { db in
            try SealedKeyRows.insert(db, seal)
            guard let inForce = try SealedKeyRows.fetch(db).seal else {
                throw StoreFailure(.corrupt, cause: "keyring_seal is empty")
            }
            return inForce
        }
    }

    /// Adds a key that was sealed under `seal`, in one transaction with the look at what there is.
    public func addSealed(
        _ key: SealedSigningKey, publicKey: JSONWebKey, under seal: KeyringSeal, beside others: Set<KeyID>?
    ) async throws(KeyStoreError) {
        try await changeKeys { db in
            let there = try SealedKeyRows.fetch(db)
            guard there.seal == seal else { throw KeyStoreError.changed }
            let ids = Set(there.keys.map(\.keyID))
            guard !ids.contains(key.keyID) else { throw KeyStoreError.duplicate(key.keyID) }
            guard others.map({ $0 == ids }) ?? true else { throw KeyStoreError.changed }
            try SealedKeyRows.insert(db, key, publicKey)
        }
    }

    /// Notes that a key was ended at `time`; one that was ended before keeps the earlier moment.
    public func endSealed(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {
        try await changeKeys { db in
            guard try SealedKeyRows.exists(db, id) else { throw KeyStoreError.unknownKey(id) }
            try SealedKeyRows.end(db, id, time)
        }
    }

    /// Replaces the seal and the sealed half of every key, in one transaction with the look at what there is.
    public func reseal(_ old: SealedKeyring, as new: SealedKeyring) async throws(KeyStoreError) {
        try await changeKeys { db in
            guard try SealedKeyRows.fetch(db) == old, let seal = new.seal else { throw KeyStoreError.changed }
            try SealedKeyRows.update(db, seal)
            for key in new.keys { try SealedKeyRows.update(db, key) }
        }
    }

    /// Like `write`, for what can be refused.
    private func changeKeys(_ body: @Sendable (Database) throws -> Void) async throws(KeyStoreError) {
        do { try await transaction(body) } catch let error as KeyStoreError { throw error } catch {
            throw .failed(StoreFailure(error))
        }
    }
}

/// The SQL of sealed keys.
private enum SealedKeyRows {
    static func fetch(_ db: Database) throws -> SealedKeyring {
        let seal = try Row.fetchOne(db.cachedStatement(sql: "SELECT derivation, proof FROM keyring_seal"))
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, algorithm, created, signs_from, ended, private_key FROM signing_keys"))
        return SealedKeyring(
            seal: try seal.map { row in
                let columns = Columns(row, of: "keyring_seal")
                return KeyringSeal(derivation: try columns.text("derivation"), proof: try columns.bytes("proof"))
            },
            keys: try rows.map { row in
                let columns = Columns(row, of: "signing_keys")
                return SealedSigningKey(
                    keyID: try columns.value("id", KeyID.init(parsing:)),
                    algorithm: try columns.value("algorithm", SignatureAlgorithm.init(rawValue:)),
                    created: Timestamp(microseconds: try columns.integer("created")),
                    signsFrom: Timestamp(microseconds: try columns.integer("signs_from")),
                    ended: try columns.optionalInteger("ended").map(Timestamp.init(microseconds:)),
                    sealed: try columns.bytes("private_key"))
            })
    }

    static func insert(_ db: Database, _ seal: KeyringSeal) throws {
        try db.cachedStatement(
            sql: "INSERT INTO keyring_seal (id, derivation, proof) VALUES (1, ?, ?) ON CONFLICT DO NOTHING"
        ).execute(arguments: [seal.derivation, blob(seal.proof)])
    }

    static func update(_ db: Database, _ seal: KeyringSeal) throws {
        try db.cachedStatement(sql: "UPDATE keyring_seal SET derivation = ?, proof = ?")
            .execute(arguments: [seal.derivation, blob(seal.proof)])
    }

    static func insert(_ db: Database, _ key: SealedSigningKey, _ publicKey: JSONWebKey) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO signing_keys (id, algorithm, public_key, private_key, created, signs_from, ended)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            key.keyID.description, key.algorithm.rawValue,
            String(decoding: JSONWriter.write(publicKey.json), as: UTF8.self), blob(key.sealed),
            key.created.microseconds, key.signsFrom.microseconds, key.ended?.microseconds,
        ])
    }

    static func update(_ db: Database, _ key: SealedSigningKey) throws {
        try db.cachedStatement(sql: "UPDATE signing_keys SET private_key = ? WHERE id = ?")
            .execute(arguments: [blob(key.sealed), key.keyID.description])
    }

    static func exists(_ db: Database, _ id: KeyID) throws -> Bool {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM signing_keys WHERE id = ?"), arguments: [id.description]) != nil
    }

    static func end(_ db: Database, _ id: KeyID, _ time: Timestamp) throws {
        try db.cachedStatement(
            sql: "UPDATE signing_keys SET ended = ?1 WHERE id = ?2 AND (ended IS NULL OR ended > ?1)"
        ).execute(arguments: [time.microseconds, id.description])
    }
}
#endif
