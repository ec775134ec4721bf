public import SteelcutDomain

extension Promise where Subject == any Ports.RevocationStore {
    /// All that a store of revocations promises.
    public static var all: [Self] { revoking + ending }

    static var revoking: [Self] {
        [
            Self("an empty store has counted nothing") { store in
                let counter = try await store.expectRevocations([])
                try expect(counter == 0, "the counter of an empty store is 0, not \(counter)")
            },
            Self("a revocation is found by every later call as it was given, whatever it is of") { store in
                let revocations = try RevocationSamples.ofEachKind()
                for (index, revocation) in revocations.enumerated() {
                    try await store.revoke(revocation)
                    try await store.expectRevocations(Array(revocations[...index]))
                    try await store.expectRevocations(Array(revocations[...index]))
                }
            },
            Self("the counter grows with each revocation, and never without") { store in
                var counter = try await store.expectRevocations([])
                let revocations = try RevocationSamples.ofEachKind()
                for (index, revocation) in revocations.enumerated() {
                    try await store.revoke(revocation)
                    let next = try await store.expectRevocations(Array(revocations[...index]))
                    try expect(next == counter + 1, "the counter goes from \(counter) to the next, not to \(next)")
                    try await store.removeEndedRevocations(at: RevocationSamples.created)
                    let still = try await store.revocations(after: next, at: RevocationSamples.created).counter
                    try expect(still == next, "the counter stays where nothing is revoked")
                    counter = next
                }
            },
            Self("asking after a counter gives only what came since") { store in
                let revocations = (0..<4).map { RevocationSamples.token("t\($0)", ends: RevocationSamples.farAway) }
                var counters: [Int64] = []
                for revocation in revocations {
                    counters.append(try await store.expectRevocations(revocations[..<counters.count].map(\.self)))
                    try await store.revoke(revocation)
                }
                for (index, counter) in counters.enumerated() {
                    try await store.expectRevocations(Array(revocations[index...]), after: counter)
                }
                let last = try await store.expectRevocations(revocations)
                try await store.expectRevocations([], after: last)
            },
            Self("one of the same subject that reaches as far is left, and counts nothing") { store in
                for subject in try RevocationSamples.subjects() {
                    let before = try await store.revocations(after: 0, at: RevocationSamples.created).counter
                    let first = RevocationSamples.revocation(of: subject, issuedUntil: 1000)
                    try await store.revoke(first)
                    let counter = try await store.expectRevocations([first], after: before)
                    try await store.revoke(first)
                    for (issuedUntil, ends) in [(1000, 9_000_000_000_000_000), (999, 1), (-1, 2)] as [(Int64, Int64)] {
                        try await store.revoke(
                            Revocation(
                                subject: subject, issuedUntil: Timestamp(microseconds: issuedUntil),
                                ends: Timestamp(microseconds: ends), created: RevocationSamples.created))
                    }
                    let still = try await store.expectRevocations([first], after: before)
                    try expect(still == counter, "what is covered for \(subject.kind) counts nothing")
                }
            },
            Self("one of the same subject that reaches further is added") { store in
                for subject in try RevocationSamples.subjects() {
                    let before = try await store.revocations(after: 0, at: RevocationSamples.created).counter
                    let first = RevocationSamples.revocation(of: subject, issuedUntil: 1000)
                    let further = RevocationSamples.revocation(of: subject, issuedUntil: 1001)
                    try await store.revoke(first)
                    let counter = try await store.expectRevocations([first], after: before)
                    try await store.revoke(further)
                    let next = try await store.expectRevocations([further], after: counter)
                    try expect(next == counter + 1, "what reaches further counts")
                    try await store.revoke(first)
                    try await store.expectRevocations([], after: next)
                }
            },
            Self("of many that are made at once none is lost, and no two have the same counter") { store in
                let revocations = (0..<12).map { RevocationSamples.token("t\($0)", ends: RevocationSamples.farAway) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for revocation in revocations { group.addTask { try await store.revoke(revocation) } }
                    try await group.waitForAll()
                }
                let counter = try await store.expectRevocations(revocations)
                try expect(counter == 12, "twelve revocations count to 12, not to \(counter)")
                for before in 0..<counter {
                    let page = try await store.revocations(after: before, at: RevocationSamples.created)
                    try expect(
                        page.revocations.count == Int(counter - before),
                        "after \(before) there are \(counter - before), not \(page.revocations.count)")
                }
            },
            Self("what it is told again is added where it is missing, and its counter stands no lower than theirs") {
                store in
                let known = try RevocationSamples.ofEachKind()
                try await store.revoke(known[0])
                try await store.restore(RevocationPage(counter: 20, revocations: known))
                let counter = try await store.expectRevocations(known)
                try expect(counter == 20, "the counter stands at 20, not at \(counter)")
                try await store.restore(RevocationPage(counter: 7, revocations: known))
                let still = try await store.expectRevocations(known)
                try expect(still == 20, "the counter stays at 20, and is not \(still)")
                let next = RevocationSamples.token("next", ends: RevocationSamples.farAway)
                try await store.revoke(next)
                try await store.expectRevocations([next], after: 20)
                // By bounded steps: nobody brings it to its end at once.
                try await store.restore(RevocationPage(counter: .max, revocations: []))
                try await store.revoke(RevocationSamples.token("last", ends: RevocationSamples.farAway))
                let last = try await store.revocations(after: 0, at: RevocationSamples.created).counter
                try expect(last == 1_000_022, "the counter goes on from there, and is not \(last)")
            },
            Self("of equal ones that are made at once one is made, and one is counted") { store in
                for number in 1...8 {
                    let revocation = RevocationSamples.token("t\(number)", ends: RevocationSamples.farAway)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for _ in 1...4 { group.addTask { try await store.revoke(revocation) } }
                        try await group.waitForAll()
                    }
                    let counter = try await store.revocations(after: 0, at: RevocationSamples.created).counter
                    try expect(counter == Int64(number), "\(number) revocations count to \(number), not to \(counter)")
                }
            },
        ]
    }

    static var ending: [Self] {
        [
            Self("one that has ended is not listed, from that microsecond on, and has counted nevertheless") { store in
                let revocation = RevocationSamples.token("t", ends: RevocationSamples.ended)
                try await store.revoke(revocation)
                let end = RevocationSamples.ended.microseconds
                for (moment, expected) in [(end - 1, [revocation]), (end, []), (end + 1, [])] as [(Int64, [Revocation])]
                {
                    let counter = try await store.expectRevocations(
                        expected, at: Timestamp(microseconds: moment))
                    try expect(counter == 1, "the counter stays")
                }
            },
            // Far in the past, so that a store that goes by its own clock removes it too.
            Self("what ended long ago is removed, nothing else is, and the counter does not go back") { store in
                let old = RevocationSamples.token("old", ends: RevocationSamples.ended)
                let living = try RevocationSamples.ofEachKind()
                for revocation in [old] + living + [RevocationSamples.token("older", ends: RevocationSamples.created)] {
                    try await store.revoke(revocation)
                }
                let counter = try await store.revocations(after: 0, at: RevocationSamples.created).counter
                let removal = RevocationSamples.ended.advanced(bySeconds: 7200)
                for _ in 1...2 {
                    try await store.removeEndedRevocations(at: removal)
                    let still = try await store.expectRevocations(living)
                    try expect(still == counter, "a removal leaves the counter at \(counter), not \(still)")
                }
                // Its subject is free again, and counts on.
                try await store.revoke(old)
                let next = try await store.expectRevocations([old], after: counter)
                try expect(next == counter + 1, "the counter goes on from \(counter), not to \(next)")
            },
            Self("where everything is removed the counter stays, too") { store in
                try await store.revoke(RevocationSamples.token("old", ends: RevocationSamples.ended))
                try await store.removeEndedRevocations(at: RevocationSamples.ended.advanced(bySeconds: 7200))
                let counter = try await store.expectRevocations([])
                try expect(counter == 1, "the counter stays at 1")
                let next = RevocationSamples.token("next", ends: RevocationSamples.farAway)
                try await store.revoke(next)
                try await store.expectRevocations([next], after: counter)
            },
        ]
    }
}

/// Revocations to fill stores with: made in 2001, when all that ends soon has ended by any clock of today.
private enum RevocationSamples {
    static let created = Timestamp(microseconds: 978_307_200_123_457)
    static let ended = Timestamp(microseconds: 978_393_600_123_457)
    /// In 2199.
    static let farAway = Timestamp(microseconds: 7_226_582_400_123_457)

    static func token(_ name: String, ends: Timestamp) -> Revocation {
        Revocation(subject: .token(name), issuedUntil: created, ends: ends, created: created)
    }

    static func revocation(of subject: Revocation.Subject, issuedUntil: Int64) -> Revocation {
        Revocation(
            subject: subject, issuedUntil: Timestamp(microseconds: issuedUntil), ends: farAway, created: created)
    }

    /// Each kind once, all of the same name: they have nothing to do with each other.
    static func subjects() throws -> [Revocation.Subject] {
        let key = try require(KeyID(parsing: "same"), "a key's name")
        return [.token("same"), .client(try SampleClients.clientID("same")), .key(key)]
    }

    /// Some of each kind that live long, with times that no rounding keeps by chance.
    static func ofEachKind() throws -> [Revocation] {
        let odd = [
            Revocation(
                subject: .token(#"-_aZ09 é'"\%$1;"#), issuedUntil: Timestamp(microseconds: -1), ends: farAway,
                created: Timestamp(microseconds: 0)),
            Revocation(
                subject: .key(try require(KeyID(parsing: #"a "key" of ours"#), "a key's name")),
                issuedUntil: Timestamp(microseconds: .max), ends: Timestamp(microseconds: .max), created: created),
        ]
        let plain = try subjects().map { revocation(of: $0, issuedUntil: 978_307_201_999_999) }
        return odd + plain
    }
}

extension Ports.RevocationStore {
    /// Throws `PromiseBroken` unless the store lists these, in whatever order, and returns its counter.
    @discardableResult
    fileprivate func expectRevocations(
        _ expected: [Revocation], after counter: Int64 = 0, at now: Timestamp = RevocationSamples.created,
        file: StaticString = #fileID, line: UInt = #line
    ) async throws -> Int64 {
        let page = try await revocations(after: counter, at: now)
        try expect(
            page.revocations.count == expected.count,
            "the store lists \(expected.count) revocations after \(counter), not \(page.revocations.count)",
            file: file, line: line)
        try expect(
            Set(page.revocations) == Set(expected), "the revocations are those that were made", file: file, line: line)
        return page.counter
    }
}
