import SteelcutDomain
import Testing

@testable import SteelcutArgon2

@Suite struct Argon2VectorTests {
    @Test func `the Argon2id vector of RFC 9106 section 5.3`() throws {
        let cost = try #require(Argon2Cost(memoryKiB: 32, iterations: 3, parallelism: 4))
        let tag = try Argon2id.tag(
            of: [UInt8](repeating: 1, count: 32), salt: [UInt8](repeating: 2, count: 16), cost: cost, length: 32,
            key: [UInt8](repeating: 3, count: 8), associatedData: [UInt8](repeating: 4, count: 12))
        #expect(
            tag == [
                0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b, 0x53, 0xc9,
                0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9, 0x6b, 0x01, 0xe6, 0x59,
            ])
    }

    /// Made with argon2-cffi 25.1.0; the first is what its `PasswordHasher` made by default for years.
    private static let foreign: [(secret: [UInt8], hash: String)] = [
        (
            Array("PRIVATE-Jk3nQ0vTzq1mC7xYb5sDw9uEo2hLr4pAfG6iVtNyXZc".utf8),
            "$argon2id$v=19$m=65536,t=3,p=4$MMq0T+Z9oZZQu+cgPF4Tsw$O480GNPKGPc2gHmhSoBT7/JOJYFDf5/AXOOu1EysL4g"
        ),
        (
            [0x63, 0x61, 0x66, 0xC3, 0xA9, 0x00, 0xFF],
            "$argon2id$v=19$m=64,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$o8nJ37ssFXDsQHlyQVQQMPntYUyO/Gjo"
        ),
        ([], "$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc$oIbyRC+SSUVovJpoRMJZcw"),
    ]

    @Test(arguments: foreign)
    func `hashes made by the Python package check`(secret: [UInt8], hash: String) async throws {
        let hasher = try Argon2Fixture.hasher()
        let stored = try #require(SecretHash(encoded: hash))
        #expect(try await hasher.verify(Argon2Fixture.check(secret, stored)))
        #expect(try await !hasher.verify(Argon2Fixture.check(secret + [0], stored)))
        #expect(try await !hasher.verify(Argon2Fixture.check(Array(secret.dropLast()) + [1], stored)))
    }

    @Test func `memory that a hash left makes no difference to the next, and doesn't pile up`() throws {
        var tags: [Int: [UInt8]] = [:]
        for number in 0..<600 {
            let memoryKiB = [8, 8, 64, 32][number % 4]
            let cost = try #require(Argon2Cost(memoryKiB: memoryKiB, iterations: 1, parallelism: 1))
            let tag = try Argon2id.tag(of: [1], salt: [UInt8](repeating: 2, count: 8), cost: cost, length: 16)
            #expect(tags.updateValue(tag, forKey: memoryKiB).map { $0 == tag } ?? true)
        }
        // At most as many as ever hash at a time, in the tests beside this one too.
        #expect(WorkingMemory.freeCount < 100)
    }

    @Test func `where there is no memory there is no pointer`() {
        var memory: UnsafeMutablePointer<UInt8>?
        #expect(WorkingMemory.allocate(&memory, 1 << 60) != 0)
        #expect(memory == nil)
    }

    @Test func `what the library refuses is a failure with its words`() throws {
        #expect(throws: Argon2id.Failure(cause: "libargon2: Salt is too short")) {
            try Argon2id.tag(of: [1], salt: [2], cost: .standard, length: 32)
        }
    }

    @Test(arguments: [
        ([UInt8](), [UInt8](), true), ([1, 2], [1, 2], true), ([1, 2], [1, 3], false), ([0, 2], [1, 2], false),
        ([1], [1, 0], false), ([0x80], [0], false), ([1, 1], [0, 0], false),
    ])
    func `tags are equal or not`(left: [UInt8], right: [UInt8], areEqual: Bool) {
        #expect(Argon2id.areEqual(left, right) == areEqual)
    }
}
