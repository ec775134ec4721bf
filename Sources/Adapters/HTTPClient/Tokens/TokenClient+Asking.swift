import SteelcutDomain
import Synchronization

extension TokenClient {
    /// What is known about all wishes, and about the server.
    struct State {
        /// For how many wishes tokens are kept.
        static let mostWishes = 1024

        var slots: [TokenWish: TokenSlot] = [:]
        var backOff = BackOff()

        /// What to do for this wish.
        ///
        /// A program that asks for ever other scopes does not fill the memory with tokens.
        mutating func step(for wish: TokenWish, at now: Duration) -> TokenSlot.Step {
            if slots[wish] == nil, slots.count >= Self.mostWishes {
                slots = slots.filter { !$0.value.isEmpty(at: now) }
                if slots.count >= Self.mostWishes, let idle = slots.first(where: { $0.value.flight == nil })?.key {
                    slots[idle] = nil
                }
            }
            return slots[wish, default: TokenSlot()].step(at: now)
        }
    }

    /// A token, and whether it was issued for this very call.
    func obtain(_ wish: TokenWish) async throws(ClientFailure) -> (response: TokenResponse, isFresh: Bool) {
        let now = clock.uptime()
        let flight: Flight<TokenSlot.Obtained>
        switch state.withLock({ $0.step(for: wish, at: now) }) {
        case .serve(let token): return (token, false)
        case .renew(let token, let begun):
            begin(begun, wish, lookingInCache: false)
            return (token, false)
        case .join(let begun): flight = begun
        case .ask(let begun):
            begin(begun, wish, lookingInCache: true)
            flight = begun
        }
        let obtained = try await flight.value()
        if obtained.isFresh { return (obtained.response, true) }
        let age = (clock.uptime() - obtained.asked).components.seconds
        return (obtained.response.aged(by: Int(clamping: age)), false)
    }

    /// Uses a token, and once more another where one that was kept is refused.
    func replacingRefused<Outcome>(
        _ wish: TokenWish, _ use: (BearerToken) async -> Outcome, isRefusal: (Outcome) -> Bool
    ) async throws(ClientFailure) -> Outcome {
        let first = try await obtain(wish)
        let outcome = await use(first.response.accessToken)
        guard !first.isFresh, isRefusal(outcome) else { return outcome }
        drop(first.response.accessToken, wish)
        return await use(try await obtain(wish).response.accessToken)
    }

    func drop(_ token: BearerToken, _ wish: TokenWish) {
        state.withLock { $0.slots[wish]?.drop(token) }
        cache?.drop(token, name(wish))
    }

    /// In a task of its own, which doesn't end with the one that happened to begin it.
    private func begin(_ flight: Flight<TokenSlot.Obtained>, _ wish: TokenWish, lookingInCache: Bool) {
        Task {
            let outcome: Flight<TokenSlot.Obtained>.Outcome
            do throws(ClientFailure) {
                if lookingInCache, let kept = self.kept(wish) {
                    outcome = .success(kept)
                } else {
                    outcome = .success(try await self.ask(wish))
                }
            } catch { outcome = .failure(error) }
            let now = self.clock.uptime()
            self.state.withLock { $0.slots[wish]?.note(outcome, jitter: self.pacing.jitter(), now: now) }
            flight.land(outcome)
        }
    }

    private func kept(_ wish: TokenWish) -> TokenSlot.Obtained? {
        guard let (response, age) = cache?.token(name(wish)) else { return nil }
        return TokenSlot.Obtained(response: response, isFresh: false, asked: clock.uptime() - .seconds(age))
    }

    private func name(_ wish: TokenWish) -> String {
        cache?.name(wish, endpoint: requester.endpoint, requester.credentials) ?? ""
    }

    /// Asks the server, now or when it wants to be asked again, if that is soon.
    private func ask(_ wish: TokenWish) async throws(ClientFailure) -> TokenSlot.Obtained {
        var waited = Duration.zero
        var said: ClientFailure?
        while true {
            if let (wait, refusal) = state.withLock({ $0.backOff.standing(at: clock.uptime()) }) {
                waited += wait
                // To whoever asked: what the server said; to those who come later: how much of the time is left.
                guard waited <= patience else { throw said ?? refusal }
                do { try await pacing.sleep(wait) } catch { throw .cancelled }
            }
            // Before the request: the lifetime counts from when the server answered, which is later.
            let (asked, wall) = (clock.uptime(), clock.now())
            do throws(ClientFailure) {
                let response = try await requester.token(for: wish)
                state.withLock { $0.backOff.end() }
                cache?.keep(response, asked: wall, name(wish))
                return TokenSlot.Obtained(response: response, isFresh: true, asked: asked)
            } catch {
                let now = clock.uptime()
                let jitter = 1 + 0.25 * pacing.jitter()
                guard state.withLock({ $0.backOff.note(error, jitter: jitter, now: now) }) else { throw error }
                said = error
            }
        }
    }
}
