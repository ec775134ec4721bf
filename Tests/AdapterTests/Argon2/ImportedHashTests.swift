import SteelcutDomain
import Testing

@testable import SteelcutArgon2

/// Hashes that argon2-cffi 25.1 made, as the Python package stores them.
@Suite(.timeLimit(.minutes(2))) struct ImportedHashTests {
    @Test(arguments: [
        (
            "PRIVATE-qGSUlXIyQVFB_xfPnHOy6WWGMER5uCgZyaKWgJw-ggQ",
            "$argon2id$v=19$m=65536,t=3,p=4$XaM/+6egmgZ6Hd/7tyHPCQ$9JFjQxhTkOlYnphebYnrZ6UdK6fnDkwo/80kiQszHzM"
        ),
        (
            "PRIVATE-Jm1vX0c3bW5Rd2VyVHl1aU9wQXNkRmdoSmtsWnhjdmI",
            "$argon2id$v=19$m=65536,t=3,p=4$Ye0oOm8rlNKUyrLdDg9QXw$fzR3WNmjT2/tYlymLCKjuPszInJvNJeCo3gGzabT120"
        ),
        (
            "an old secret of another form",
            "$argon2id$v=19$m=1024,t=1,p=2$7pNPGM3te2wFCx6tRC0mvw$r5ZyZOuQFZx3F/Bjal7nMF93M5cnQKYzv1x6snrTIJY"
        ),
    ])
    func `its secret fits and another does not, and it is outdated`(_ row: (secret: String, hash: String)) async throws
    {
        let hasher = try Argon2Fixture.hasher()
        let hash = try #require(SecretHash(encoded: row.hash))
        #expect(hasher.defect(of: hash) == nil)
        #expect(hasher.isOutdated(hash))
        #expect(try await hasher.verify(Argon2Fixture.check(Array(row.secret.utf8), hash, .unnamed)))
        #expect(try await !hasher.verify(Argon2Fixture.check(Array((row.secret + "x").utf8), hash, .unnamed)))
    }

    @Test func `a decoy instead of it costs what it costs and fits nothing`() async throws {
        let hasher = try Argon2Fixture.hasher(16, 2, 1)
        let hash = try #require(
            SecretHash(
                encoded: "$argon2id$v=19$m=1024,t=1,p=2$7pNPGM3te2wFCx6tRC0mvw"
                    + "$r5ZyZOuQFZx3F/Bjal7nMF93M5cnQKYzv1x6snrTIJY"))
        let decoy = hasher.decoy(insteadOf: hash)
        #expect(PHCString(decoy)?.cost == PHCString(hash)?.cost)
        #expect(PHCString(decoy)?.tag != PHCString(hash)?.tag)
        #expect(hasher.decoy(insteadOf: hash) == decoy)
        let secret = Array("an old secret of another form".utf8)
        #expect(try await !hasher.verify(Argon2Fixture.check(secret, decoy, .unnamed)))
        #expect(hasher.decoy(insteadOf: SecretHash(encoded: "$unreadable")) == hasher.decoy(for: ""))
        #expect(hasher.decoy(insteadOf: nil) == hasher.decoy(for: ""))
    }

    private static let tail = "$7pNPGM3te2wFCx6tRC0mvw$r5ZyZOuQFZx3F/Bjal7nMF93M5cnQKYzv1x6snrTIJY"

    @Test(
        arguments: [
            ("$argon2id$v=19$m=65536,t=3,p=4" + ImportedHashTests.tail, nil),
            ("$argon2id$v=19$m=262144,t=16,p=16" + ImportedHashTests.tail, nil),
            ("$argon2i$v=19$m=1024,t=1,p=1" + ImportedHashTests.tail, HashDefect.form),
            ("$argon2id$v=16$m=1024,t=1,p=1" + ImportedHashTests.tail, .form),
            ("$argon2id$m=1024,t=1,p=1" + ImportedHashTests.tail, .form), ("$2b$12$abcdefghijklmnopqrstuv", .form),
            ("$argon2id$v=19$m=1024,t=1,p=1", .form), ("$argon2id$v=19$m=1024,t=1,p=1$c2FsdA$aGFzaA", .form),
            ("$argon2id$v=19$m=99999999999,t=1,p=1" + ImportedHashTests.tail, .form),
            ("$argon2id$v=19$m=1024,t=17,p=1" + ImportedHashTests.tail, .cost),
            ("$argon2id$v=19$m=262145,t=1,p=1" + ImportedHashTests.tail, .cost),
            ("$argon2id$v=19$m=4294967295,t=1,p=1" + ImportedHashTests.tail, .cost),
            ("$argon2id$v=19$m=7,t=1,p=1" + ImportedHashTests.tail, .cost),
            ("$argon2id$v=19$m=1024,t=1,p=17" + ImportedHashTests.tail, .cost),
        ] as [(String, HashDefect?)])
    func `what can't be used is told apart by form and cost`(_ row: (hash: String, defect: HashDefect?)) throws {
        let hash = try #require(SecretHash(encoded: row.hash))
        #expect(try Argon2Fixture.hasher().defect(of: hash) == row.defect)
    }
}
