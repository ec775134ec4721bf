import SteelcutDomain

extension KeyringDatabase {
    typealias Opened = [(row: SealedSigningKey, key: SigningKey)]

    /// The keys as they are, opened; what has not changed since the last time is not opened again.
    func read() async throws(StoreFailure) -> (keyring: SealedKeyring, opened: Opened) {
        let keyring = try await rows.sealedKeys()
        let sealing = try await unlock(seal(of: keyring))
        var opened: Opened = []
        for row in keyring.keys {
            if let known = known[row.keyID], known.row == row {
                opened.append(known)
            } else {
                opened.append((row, try open(row, with: sealing)))
            }
        }
        known = Dictionary(opened.map { ($0.row.keyID, $0) }) { first, _ in first }
        return (keyring, opened)
    }

    private func open(_ row: SealedSigningKey, with sealing: any Ports.SealingKey) throws(StoreFailure) -> SigningKey {
        let privateKey: PrivateKey
        do throws(SealDefect) { privateKey = try sealing.open(row.sealed, boundTo: row.binding) } catch {
            throw Self.failure(row.keyID, error.rawValue)
        }
        let publicKey: JSONWebKey
        do throws(KeyDefect) { publicKey = try keyMaker.publicKey(of: privateKey, for: row.algorithm) } catch {
            throw Self.failure(row.keyID, error.rawValue)
        }
        guard publicKey.keyID == row.keyID,
            let record = SigningKeyRecord(
                publicKey: publicKey, created: row.created, signsFrom: row.signsFrom, ended: row.ended)
        else { throw Self.failure(row.keyID, "its kid is not the thumbprint of the key") }
        return SigningKey(record: record, privateKey: privateKey)
    }

    private static func failure(_ id: KeyID, _ reason: String) -> StoreFailure {
        StoreFailure(.corrupt, cause: "signing key \(id) in the database: \(reason)")
    }

    func seal(of keyring: SealedKeyring) throws(StoreFailure) -> KeyringSeal {
        guard let seal = keyring.seal else {
            throw StoreFailure(.notInitialized, cause: "the database has no keyring yet")
        }
        return seal
    }

    static func seal(
        _ key: PrivateKey, boundTo binding: [UInt8], with sealing: any Ports.SealingKey
    ) throws(StoreFailure) -> [UInt8] {
        do throws(SealDefect) { return try sealing.seal(key, boundTo: binding) } catch {
            throw StoreFailure(.failed, cause: error.rawValue)
        }
    }
}
