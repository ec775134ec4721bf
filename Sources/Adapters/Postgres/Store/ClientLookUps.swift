internal import SteelcutDomain
internal import Synchronization

/// Look-ups of clients, asked for together where they come while others are under way.
///
/// A question for many costs the database and this process little more than one for one. Few questions are under way at a
/// time; what comes meanwhile waits for the next. Nobody waits beyond his own deadline: a question has that of its oldest
/// look-up, and so has whatever a look-up waits for.
final class ClientLookUps: Sendable {
    /// Asks for clients; of those that there are not nothing is said.
    typealias Question =
        @Sendable (_ ids: Set<ClientID>, _ deadline: Deadline) async throws(StoreFailure) -> [ClientID: Found]
    typealias Found = Result<Client, StoreFailure>

    private struct LookUp: Sendable {
        let id: ClientID
        let deadline: Deadline
        let continuation: CheckedContinuation<Result<Client?, StoreFailure>, Never>
    }

    private struct State {
        /// In the order in which they came.
        var waiting: [LookUp] = []
        var questions = 0
    }

    /// While the database works at one, the next is put together and the last one's answer taken apart.
    private static let mostQuestions = 2
    /// How many look-ups are asked for at a time.
    private static let mostTogether = 100

    private let timeout: Duration
    private let ask: Question
    private let state = Mutex(State())

    /// - Parameter timeout: How long a look-up may take.
    init(timeout: Duration, ask: @escaping Question) {
        self.timeout = timeout
        self.ask = ask
    }

    /// How many look-ups stand in line for the next question.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// The client, from the next question.
    ///
    /// Whoever is cancelled has his answer nevertheless, by his deadline at the latest.
    func client(withID id: ClientID) async throws(StoreFailure) -> Client? {
        let deadline = Deadline(after: timeout)
        let result = await withCheckedContinuation { continuation in
            let isFirst = state.withLock { state in
                state.waiting.append(LookUp(id: id, deadline: deadline, continuation: continuation))
                guard state.questions < Self.mostQuestions else { return false }
                state.questions += 1
                return true
            }
            // Nobody's own, for it answers many; begun here and now, as far as it goes without waiting.
            if isFirst { Task.immediate { await askWhileSomebodyWaits() } }
        }
        return try result.get()
    }

    private func askWhileSomebodyWaits() async {
        while let lookUps = next(), let oldest = lookUps.first {
            let answer: Result<[ClientID: Found], StoreFailure>
            do throws(StoreFailure) {
                // Begun too late, it would only cost a connection.
                guard !oldest.deadline.isPast else { throw CallFailure.expired.failure }
                answer = .success(try await ask(Set(lookUps.map(\.id)), oldest.deadline))
            } catch { answer = .failure(error) }
            for lookUp in lookUps {
                let found = answer.flatMap { clients in
                    clients[lookUp.id].map { $0.map(Optional.some) } ?? .success(nil)
                }
                lookUp.continuation.resume(returning: found)
            }
        }
    }

    /// What is asked for next; where nobody waits, that was the last question for now.
    private func next() -> [LookUp]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.questions -= 1
                return nil
            }
            let lookUps = Array(state.waiting.prefix(Self.mostTogether))
            state.waiting.removeFirst(lookUps.count)
            return lookUps
        }
    }
}
