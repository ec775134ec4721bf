import Logging
import ServiceLifecycle
import SteelcutDomain
import SteelcutMemory

/// Rotates the signing key when it is old enough, beside the requests.
///
/// Every node looks, at moments of its own, so that they seldom get to it together; where they do, one makes the key.
struct AutomaticRotation: Service {
    let rotate: RotateWhenDue
    let keys: KeySnapshot
    let algorithm: SignatureAlgorithm
    let audit: AuditTrail
    let logger: Logger

    /// How long from one look at the remembered keys to the next.
    private static let pause = 2000...6000
    /// How long after a failure.
    private static let pauseAfterFailure = 45_000...75_000

    func run() async {
        await cancelWhenGracefulShutdown {
            var hasFailed = false
            while !Task.isCancelled {
                let milliseconds = Int.random(in: hasFailed ? Self.pauseAfterFailure : Self.pause)
                // Cancelled: the loop ends.
                try? await Task.sleep(for: .milliseconds(milliseconds))
                guard !Task.isCancelled, let schedule = try? await keys.schedule(), rotate.isDue(schedule) else {
                    continue
                }
                hasFailed = await !attempt(isFirst: !hasFailed)
            }
        }
    }

    /// Rotates, unless somebody else was first; `false` where it can't.
    private func attempt(isFirst: Bool) async -> Bool {
        do throws(KeyStoreError) {
            guard let key = try await rotate(algorithm) else { return true }
            logger.notice(
                "signing key made: the one in use has reached keys.rotate-every",
                metadata: ["kid": "\(key.keyID)", "signs_from": "\(key.signsFrom)"])
            await audit.recordKeyChange(.keyRotated, key.auditDetail)
            return true
        } catch {
            // Told once: the key in use goes on to sign.
            if isFirst {
                logger.error("the signing key can't be rotated", metadata: ["cause": "\(error.reason)"])
            }
            return false
        }
    }
}

extension KeyStoreError {
    /// The reason in words, for logs.
    fileprivate var reason: String {
        switch self {
        case .failed(let failure): "\(failure.description) (\(failure.cause))"
        case .key(let defect): defect.rawValue
        case .tooMany: "as many keys are published as a key set may hold"
        case .duplicate, .unknownKey, .changed, .active: "others change the keys at the same time"
        }
    }
}
