public import SteelcutDomain

/// Every change takes one advisory lock first: so the look at what there is and the change are one step, and the server's
/// role, which may neither update nor lock rows, can take part.
extension PostgresStore: Ports.SealedKeyStore {
    /// All keys, ended ones too, and the seal that they are under, of one snapshot.
    public func sealedKeys() async throws(StoreFailure) -> SealedKeyring {
        try await read { session, deadline throws(CallFailure) in try session.sealedKeys(by: deadline) }
    }

    /// Gives the keyring this seal, if it has none, and returns the one that it has then.
    public func setSeal(_ seal: KeyringSeal) async throws(StoreFailure) -> KeyringSeal {
        try await read { session, deadline throws(CallFailure) in
            try session.transaction(by: deadline) { session throws(CallFailure) in
                try session.execute(.lockKeys, by: deadline)
                try session.execute(.insertSeal, [.text(seal.derivation), .bytes(seal.proof)], by: deadline)
                guard let inForce = try session.sealedKeys(by: deadline).seal else {
                    throw .unreadable("keyring_seal is empty")
                }
                return .commit(inForce)
            }
        }
    }

    /// Adds a key that was sealed under `seal`; where COMMIT was not answered, it is looked for before anything is said.
    public func addSealed(
        _ key: SealedSigningKey, publicKey: JSONWebKey, under seal: KeyringSeal, beside others: Set<KeyID>?
    ) async throws(KeyStoreError) {
        try await changeKeys { session, deadline throws(CallFailure) in
            let there = try session.sealedKeys(by: deadline)
            let ids = Set(there.keys.map(\.keyID))
            guard there.seal == seal else { return .changed }
            guard !ids.contains(key.keyID) else { return .duplicate(key.keyID) }
            guard others.map({ $0 == ids }) ?? true else { return .changed }
            try session.execute(.insertKey, key.values(publicKey), by: deadline)
            return nil
        } isMade: { there in
            there.keys.contains(key)
        }
    }

    /// Notes that a key was ended at `time`; one that was ended before keeps the earlier moment.
    public func endSealed(_ id: KeyID, at time: Timestamp) async throws(KeyStoreError) {
        try await changeKeys { session, deadline throws(CallFailure) in
            guard try session.sealedKeys(by: deadline).keys.contains(where: { $0.keyID == id }) else {
                return .unknownKey(id)
            }
            try session.execute(.endKey, [.text(id.description), .integer(time.microseconds)], by: deadline)
            return nil
        } isMade: { there in
            there.keys.contains { $0.keyID == id && $0.ended.map { $0 <= time } ?? false }
        }
    }

    /// Replaces the seal and the sealed half of every key.
    public func reseal(_ old: SealedKeyring, as new: SealedKeyring) async throws(KeyStoreError) {
        try await changeKeys { session, deadline throws(CallFailure) in
            guard try session.sealedKeys(by: deadline) == old, let seal = new.seal else { return .changed }
            try session.execute(.updateSeal, [.text(seal.derivation), .bytes(seal.proof)], by: deadline)
            for key in new.keys {
                try session.execute(.resealKey, [.text(key.keyID.description), .bytes(key.sealed)], by: deadline)
            }
            return nil
        } isMade: { there in
            there.seal == new.seal
        }
    }

    /// Changes the keys under their lock, or refuses with an error.
    private func changeKeys(
        _ body: @Sendable (Session, Deadline) throws(CallFailure) -> KeyStoreError?,
        isMade: @Sendable (SealedKeyring) -> Bool
    ) async throws(KeyStoreError) {
        let refusal: KeyStoreError?
        do throws(ClientStoreError) {
            refusal = try await change { session, deadline throws(CallFailure) in
                try session.execute(.lockKeys, by: deadline)
                if let refusal = try body(session, deadline) { return .rollback(refusal) }
                return .commit(nil)
            } isMade: { session, deadline throws(CallFailure) in
                // Waits for the lost transaction where it still runs.
                try session.execute(.lockKeys, by: deadline)
                return isMade(try session.sealedKeys(by: deadline)) ? .made(nil) : .notMade
            }
        } catch .failed(let failure) { throw .failed(failure) } catch { throw .changed }
        if let refusal { throw refusal }
    }
}

extension Session {
    fileprivate func sealedKeys(by deadline: Deadline) throws(CallFailure) -> SealedKeyring {
        let rows = try execute(.sealedKeys, by: deadline).rows
        guard let first = rows.first else { throw .unreadable("no row where there is always one") }
        var seal: KeyringSeal?
        if let derivation = try first.optionalText(0) {
            seal = KeyringSeal(derivation: derivation, proof: try first.bytes(1))
        }
        var keys: [SealedSigningKey] = []
        for row in rows { if let key = try SealedSigningKey(row) { keys.append(key) } }
        return SealedKeyring(seal: seal, keys: keys)
    }
}

extension SealedSigningKey {
    /// A row of `Statement.sealedKeys`; `nil` for the one that is there for the seal alone.
    fileprivate init?(_ row: Row) throws(CallFailure) {
        guard let kid = try row.optionalText(2) else { return nil }
        guard let keyID = KeyID(parsing: kid), let algorithm = SignatureAlgorithm(rawValue: try row.text(3)) else {
            throw .unreadable("signing_keys: a kid or an algorithm is malformed in a row")
        }
        self.init(
            keyID: keyID, algorithm: algorithm, created: Timestamp(microseconds: try row.integer(4)),
            signsFrom: Timestamp(microseconds: try row.integer(5)),
            ended: try row.optionalInteger(6).map(Timestamp.init(microseconds:)), sealed: try row.bytes(7))
    }

    /// The arguments of `Statement.insertKey`.
    fileprivate func values(_ publicKey: JSONWebKey) -> [Value] {
        [
            .text(keyID.description), .text(algorithm.rawValue),
            .text(String(decoding: JSONWriter.write(publicKey.json), as: UTF8.self)), .bytes(sealed),
            .integer(created.microseconds), .integer(signsFrom.microseconds), .integer(ended?.microseconds),
        ]
    }
}

extension Statement {
    /// Lets one change keys at a time, until the transaction ends; the number is "stl.keys" in ASCII.
    static let lockKeys = Statement("lock_keys", "SELECT pg_catalog.pg_advisory_xact_lock(8319393358286256499)")

    /// A row a key, and one where there is none: for the seal.
    static let sealedKeys = Statement(
        "sealed_keys",
        """
        SELECT s.derivation, s.proof, k.kid, k.algorithm, k.created, k.signs_from, k.ended, k.sealed_private
        FROM (VALUES (true)) AS one LEFT JOIN steelcut.keyring_seal s ON true LEFT JOIN steelcut.signing_keys k ON true
        """)

    static let insertSeal = Statement(
        "insert_seal",
        "INSERT INTO steelcut.keyring_seal (derivation, proof) VALUES ($1, $2) ON CONFLICT DO NOTHING")

    static let updateSeal = Statement("update_seal", "UPDATE steelcut.keyring_seal SET derivation = $1, proof = $2")

    static let insertKey = Statement(
        "insert_key",
        """
        INSERT INTO steelcut.signing_keys (kid, algorithm, public_jwk, sealed_private, created, signs_from, ended)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """)

    static let endKey = Statement(
        "end_key", "UPDATE steelcut.signing_keys SET ended = $2 WHERE kid = $1 AND (ended IS NULL OR ended > $2)")

    static let resealKey = Statement(
        "reseal_key", "UPDATE steelcut.signing_keys SET sealed_private = $2 WHERE kid = $1")
}
