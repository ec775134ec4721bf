public import SteelcutDomain
import Synchronization

/// The signed list of revocations, signed once for as long as it holds, however many ask.
public final class RememberedRevocationList: Sendable {
    private typealias Signing = Flight<Result<PublishedRevocations, TokenError>>

    private struct State {
        var last: PublishedRevocations?
        var signing: Signing?
    }

    private let publish: PublishRevocations
    private let state = Mutex(State())

    /// Begins without a list; the first who asks has it signed.
    public init(publish: PublishRevocations) { self.publish = publish }

    /// The list of now.
    ///
    /// - Throws: `TokenError.unavailable`.
    public func current() async throws(TokenError) -> PublishedRevocations {
        while true {
            if let last = state.withLock(\.last), try await publish.isCurrent(last) { return last }
            let (signing, isOurs) = state.withLock { state in
                if let signing = state.signing { return (signing, false) }
                let signing = Signing()
                state.signing = signing
                return (signing, true)
            }
            if isOurs { sign(signing) }
            let published = try await signing.outcome().get()
            // What others began to sign may be from before what this caller has revoked: it is looked at again.
            if isOurs { return published }
        }
    }

    /// In a task of its own: a long list takes too long for a connection's event loop.
    private func sign(_ signing: Signing) {
        Task {
            let outcome: Result<PublishedRevocations, TokenError>
            do throws(TokenError) { outcome = .success(try await publish()) } catch { outcome = .failure(error) }
            state.withLock { state in
                if case .success(let published) = outcome { state.last = published }
                state.signing = nil
            }
            signing.land(outcome)
        }
    }
}
