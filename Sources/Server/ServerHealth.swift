import SteelcutDomain
import SteelcutEndpoints
import Synchronization

/// What the health endpoints say of an authorization server.
final class ServerHealth: Sendable {
    struct State {
        var wasStoreLoaded = false
        var wereKeysLoaded = false
        var storeFailure: StoreFailure.Code?
        var keyringFailure: StoreFailure.Code?

        var keyringMark: Keyring.Mark?
        var wasReady = false

        /// Store and keys have been loaded once.
        var isReady: Bool { wasStoreLoaded && wereKeysLoaded }
        /// It serves, though something that it serves from can't be asked at the moment.
        var isDegraded: Bool { storeFailure != nil || keyringFailure != nil }
    }

    private let current = Mutex(State())

    var state: State { current.withLock { $0 } }

    /// Whether it has become ready since the last time this was asked: true once.
    func becameReady() -> Bool {
        current.withLock { state in
            defer { state.wasReady = state.isReady }
            return state.isReady && !state.wasReady
        }
    }

    /// The mark of the keyring as it was loaded last.
    var keyringMark: Keyring.Mark? {
        get { current.withLock { $0.keyringMark } }
        set { current.withLock { $0.keyringMark = newValue } }
    }

    /// Notes how a look at the store ended, and returns whether that is another end than the last.
    func noteStore(_ failure: StoreFailure.Code?) -> Bool {
        current.withLock { state in
            let isNews = state.storeFailure != failure
            state.storeFailure = failure
            if failure == nil { state.wasStoreLoaded = true }
            return isNews
        }
    }

    /// Notes how a look at the keyring ended, and returns whether that is another end than the last.
    func noteKeyring(_ failure: StoreFailure.Code?) -> Bool {
        current.withLock { state in
            let isNews = state.keyringFailure != failure
            state.keyringFailure = failure
            if failure == nil { state.wereKeysLoaded = true }
            return isNews
        }
    }
}
