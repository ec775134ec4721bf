import SteelcutDomain
import SteelcutTestKit
import Testing

/// The key set of a moment, and for how long it may be remembered.
@Suite struct PublishKeysTests {
    func publish(_ records: [SigningKeyRecord]?, at seconds: Int, publishBeforeUse: Int = 600) -> PublishKeys {
        PublishKeys(
            keys: UseCaseSigningKeys(records: records), clock: ManualClock(now: Timestamp(seconds: seconds)),
            publishBeforeUse: publishBeforeUse)
    }

    @Test(arguments: [(600, 300), (599, 299), (10, 5), (1, 0), (0, 0), (86_400, 300), (-5, 0)])
    func `max-age is half the time of publication, at most 300 s`(_ row: (setting: Int, age: Int)) async throws {
        let keys = [try KeyScheduleTests.record(1, created: 0, signsFrom: 0)]
        #expect(try await publish(keys, at: 10, publishBeforeUse: row.setting)().maxAge == row.age)
    }

    /// Who remembers the set for `max-age` must have seen each pending key before it signs.
    @Test(arguments: [(139, 20), (140, 300), (141, 300)])
    func `a pending key that was made with a shorter time shortens it`(_ row: (at: Int, age: Int)) async throws {
        let keys = [
            try KeyScheduleTests.record(1, created: 0, signsFrom: 0),
            try KeyScheduleTests.record(2, created: 100, signsFrom: 140),
        ]
        #expect(try await publish(keys, at: row.at)().maxAge == row.age)
    }

    @Test func `the set holds what is published, without private members`() async throws {
        let keys = [
            try KeyScheduleTests.record(1, created: 0, signsFrom: 0),
            try KeyScheduleTests.record(2, created: 5, signsFrom: 700),
            try KeyScheduleTests.record(3, created: 6, signsFrom: 800, ended: 7),
        ]
        let set = try await publish(keys, at: 10)().set
        #expect(set.keys.map(\.keyID?.description) == ["key-1", "key-2"])
        let text = String(decoding: JSONWriter.write(set.json), as: UTF8.self)
        #expect(text.contains(#""use":"sig","alg":"EdDSA","kid":"key-1""#))
        #expect(!text.contains(#""d":"#))
    }

    @Test func `without keys there is no set`() async throws {
        let publish = publish(nil, at: 0)
        await #expect(throws: KeysUnavailable(retryAfter: 4)) { _ = try await publish() }
    }
}
