import Foundation
import Synchronization
import Testing

/// Keys that are rotated while tokens are issued and used.
@Suite struct RotationUnderLoad {
    /// What came of the load.
    private final class Tally: Sendable {
        private struct Counts {
            var taken = 0
            var refused: [String] = []
            var keys: Set<String> = []
            var isOver = false
        }

        private let counts = Mutex(Counts())

        var isOver: Bool {
            get { counts.withLock { $0.isOver } }
            set { counts.withLock { $0.isOver = newValue } }
        }
        var taken: Int { counts.withLock { $0.taken } }
        var refused: [String] { counts.withLock { $0.refused } }
        var keys: Set<String> { counts.withLock { $0.keys } }

        func note(_ answer: Answer, _ token: String) throws {
            let kid = try header(of: token)["kid"]?.string ?? ""
            counts.withLock { counts in
                counts.keys.insert(kid)
                if answer.status == 200 {
                    counts.taken += 1
                } else {
                    counts.refused.append("\(answer.status) \(answer["WWW-Authenticate"] ?? "") \(kid)")
                }
            }
        }
    }

    @Test func `of a hundred rotations not one refuses a good token`() async throws {
        try await Workspace.with(countingCoverage: false) { work in
            try await work.done("init")
            let client = try await work.addClient()
            try work.write(#"{"about":"This is a protected resource"}"#, to: "document.json")
            let published = ["--keys-publish-before-use", "5"]
            try await work.serving(.authorizationServer, published) { auth in
                try await work.serving(
                    .resourceServer,
                    ["--issuer", auth.url, "--audience", "api_v0.0.1", "--resource-file", "document.json"]
                ) { resource in
                    try await until("the keys") { try await resource.get("/health/ready").status == 200 }
                    let tally = Tally()
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for _ in 1...3 {
                            group.addTask { try await Self.load(auth, resource, client, tally) }
                        }
                        // Whatever happens, the load ends with it.
                        defer { tally.isOver = true }
                        for _ in 1...100 { try await work.done("keys", "rotate", published[0], published[1]) }
                        let last = try #require(try await work.keys().last?.kid)
                        try await until("the last key") { tally.keys.contains(last) }
                        tally.isOver = true
                        try await group.waitForAll()
                    }
                    #expect(
                        tally.refused.isEmpty, "\(tally.refused.count) of \(tally.taken): \(tally.refused.prefix(5))")
                    #expect(tally.taken > 500)
                    // Keys came and went under it.
                    #expect(tally.keys.count > 10)
                }
            }
            #expect(try await work.keys().map(\.state).filter { $0 == "active" }.count == 1)
        }
    }

    /// Gets tokens and uses each at once, and some of them again later, when their key has retired.
    private static func load(_ auth: Server, _ resource: Server, _ client: TestClient, _ tally: Tally) async throws {
        var kept: [String] = []
        var round = 0
        while !tally.isOver {
            let token = try await auth.token(for: client)
            if round % 20 == 0 { kept.append(token) }
            for token in [token, kept[round % kept.count]] {
                let answer = try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)")
                try tally.note(answer, token)
            }
            round += 1
        }
    }
}
