import SteelcutBlocking
import SteelcutDomain

extension KeyringDatabase {
    /// What opens a seal; derived once.
    func unlock(_ seal: KeyringSeal) async throws(StoreFailure) -> any Ports.SealingKey {
        if let unlocked, unlocked.seal == seal { return unlocked.key }
        let passphrase = try passphrase()
        if let refused, refused == (seal, passphrase) { throw Self.wrongPassphrase }
        let key = try await derive { sealer throws(SealDefect) in try sealer.unlock(seal, passphrase: passphrase) }
        guard let key else {
            refused = (seal, passphrase)
            throw Self.wrongPassphrase
        }
        unlocked = (seal, key)
        refused = nil
        return key
    }

    func newSeal(
        _ passphrase: [UInt8]
    ) async throws(StoreFailure) -> (seal: KeyringSeal, key: any Ports.SealingKey) {
        let made = try await derive { sealer throws(SealDefect) in try sealer.makeSeal(passphrase: passphrase) }
        guard let made else { throw Self.wrongPassphrase }
        return made
    }

    /// Derives on a thread of its own; `nil` where the passphrase is wrong.
    private func derive<Value: Sendable>(
        _ work: @escaping @Sendable (any Ports.KeySealer) throws(SealDefect) -> Value
    ) async throws(StoreFailure) -> Value? {
        let result: Result<Value, SealDefect>
        do throws(BlockingPool.Saturated) {
            result = try await slowly.run { [sealer] in
                Result { () throws(SealDefect) in try work(sealer) }
            }
        } catch { throw StoreFailure(.unavailable, cause: "the keyring is being unlocked") }
        do throws(SealDefect) { return try result.get() } catch .wrongPassphrase { return nil } catch {
            throw StoreFailure(
                error == .library ? .failed : .corrupt, cause: "the keyring in the database: \(error.rawValue)")
        }
    }

    private static let wrongPassphrase = StoreFailure(
        .corrupt,
        cause: "keyring.passphrase-file: its passphrase does not open the keyring in the database; after "
            + "`steelcut keys reseal` the file has to hold the new one")
}
