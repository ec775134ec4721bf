/// Signs the head of the audit trail with the active key, and appends that as an event.
///
/// The event carries the public key, so that the seal can be checked when the key is long gone from the keyring.
public struct SealAuditTrail: Sendable {
    /// Why the trail could not be sealed.
    public enum Failure: Error, Sendable {
        /// There is no event yet.
        case nothingToSeal
        /// No key signs now.
        case noActiveKey
        /// The signature could not be made; the cause is for logs.
        case signing(cause: String)
        /// The store failed.
        case store(StoreFailure)
    }

    let log: any Ports.AuditLog
    let keys: any Ports.SigningKeys
    let chain: AuditChain
    let clock: any Ports.Clock

    /// Composes the use case.
    public init(log: any Ports.AuditLog, keys: any Ports.SigningKeys, chain: AuditChain, clock: any Ports.Clock) {
        self.log = log
        self.keys = keys
        self.chain = chain
        self.clock = clock
    }

    /// Seals what the trail holds by now.
    ///
    /// - Returns: The seal; kept elsewhere, it shows later that nothing up to it was changed or cut off.
    @discardableResult
    public func callAsFunction(by actor: AuditActor) async throws(Failure) -> AuditSeal {
        let signer: any Ports.Signer
        let publicKey: JSONWebKey
        do throws(KeysUnavailable) {
            signer = try await keys.activeSigner()
            let records = try await keys.schedule().records
            guard let record = records.first(where: { $0.keyID == signer.keyID }) else {
                throw KeysUnavailable(retryAfter: 1)
            }
            publicKey = record.publicKey
        } catch { throw .noActiveKey }
        let head: AuditHead
        do throws(StoreFailure) { head = try await log.head() } catch { throw .store(error) }
        guard head.sequence > 0 else { throw .nothingToSeal }
        let now = clock.now()
        let input = AuditSeal.signingInput(head, at: now, by: signer)
        let compact: String
        do throws(SigningFailure) {
            compact = CompactJWS.compact(signingInput: input, signature: try await signer.signature(for: input))
        } catch { throw .signing(cause: error.cause) }
        let entry = AuditEntry(
            at: now, by: actor, .trailSealed, [JSONMember("seal", .string(compact)), JSONMember("jwk", publicKey.json)])
        do throws(StoreFailure) { try await log.append(chain.record([entry])) } catch { throw .store(error) }
        do throws(TokenDefect) { return try AuditSeal(parsing: compact) } catch {
            throw .signing(cause: "the seal can't be read: \(error.rawValue)")
        }
    }
}
