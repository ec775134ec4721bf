import SteelcutDomain
import Testing

@testable import SteelcutArgon2

@Suite struct PHCStringTests {
    private static let salt = "MDEyMzQ1Njc"
    private static let tag = "oIbyRC+SSUVovJpoRMJZcw"

    private static func base64(ofZeros count: Int) -> String { Base64URL.string([UInt8](repeating: 0, count: count)) }

    @Test(arguments: [
        "$argon2id$v=19$m=19456,t=2,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=8,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=128,t=1,p=16$\(salt)$\(tag)", "$argon2id$v=19$m=262144,t=16,p=16$\(salt)$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1$\(base64(ofZeros: 64))$\(base64(ofZeros: 64))",
    ])
    func `reads what it writes`(text: String) throws {
        let hash = try #require(SecretHash(encoded: text))
        #expect(try #require(PHCString(hash)).text == text)
    }

    @Test(arguments: [
        // Another function, version or form.
        "$argon2i$v=19$m=8,t=1,p=1$MDEyMzQ1Njc$qtunr5qy1zWGCMLKSc2zKQ",
        "$argon2d$v=19$m=8,t=1,p=1$MDEyMzQ1Njc$DQ1VOlRNxQ9XUd6l/asNjw",
        "$argon2id$v=16$m=8,t=1,p=1$MDEyMzQ1Njc$3pxfd//VcamTIZC8B2JlrA",
        "$argon2id$m=8,t=1,p=1$\(salt)$\(tag)", "$Argon2id$v=19$m=8,t=1,p=1$\(salt)$\(tag)",
        "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW", "$", "$$$$$",
        "$argon2id$v=19$m=8,t=1,p=1$\(salt)", "$argon2id$v=19$m=8,t=1,p=1$\(salt)$\(tag)$",
        "$argon2id$v=19$m=8,t=1,p=1$\(salt)$", "$argon2id$v=19$m=8,t=1,p=1$$\(tag)",
        "$$argon2id$v=19$m=8,t=1,p=1$\(salt)$\(tag)", " $argon2id$v=19$m=8,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19 $m=8,t=1,p=1$\(salt)$\(tag)", "$argon2id$v=019$m=8,t=1,p=1$\(salt)$\(tag)",
        // Parameters: order, number, repetition.
        "$argon2id$v=19$t=1,m=8,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=8,t=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1,keyid=AAAA$\(salt)$\(tag)", "$argon2id$v=19$m=8,m=8,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1,$\(salt)$\(tag)", "$argon2id$v=19$M=8,t=1,p=1$\(salt)$\(tag)",
        // Numbers.
        "$argon2id$v=19$m=08,t=1,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=+8,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=-8,t=1,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=0x8,t=1,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=8.0,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=18446744073709551624,t=1,p=1$\(salt)$\(tag)",
        // Bounds.
        "$argon2id$v=19$m=7,t=1,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=31,t=1,p=4$\(salt)$\(tag)",
        "$argon2id$v=19$m=262145,t=1,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=4294967295,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=8,t=0,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=8,t=17,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=0$\(salt)$\(tag)", "$argon2id$v=19$m=1024,t=1,p=17$\(salt)$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1$\(base64(ofZeros: 7))$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1$\(base64(ofZeros: 65))$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1$\(salt)$\(base64(ofZeros: 15))",
        "$argon2id$v=19$m=8,t=1,p=1$\(salt)$\(base64(ofZeros: 65))",
        // base64: padding, base64url, an impossible length, unused bits that are not zero.
        "$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Njc=$\(tag)", "$argon2id$v=19$m=8,t=1,p=1$\(salt)$\(tag)==",
        "$argon2id$v=19$m=8,t=1,p=1$\(salt)$oIbyRC-SSUVovJpoRMJZcw", "$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1Nj_$\(tag)",
        "$argon2id$v=19$m=8,t=1,p=1$MDEyMzQ1NjcAA$\(tag)", "$argon2id$v=19$m=8,t=1,p=1$\(salt)$oIbyRC+SSUVovJpoRMJZcx",
        "$argon2id$v=19$m=8,t=1,p=1$MDEy zQ1Njc$\(tag)", "$argon2id$v=19$m=8,t=1,p=1$MDEy.zQ1Njc$\(tag)",
    ])
    func `what is malformed or out of bounds is unusable, and not hashed`(text: String) async throws {
        guard let hash = SecretHash(encoded: text) else {
            #expect(!text.hasPrefix("$"))
            return
        }
        #expect(PHCString(hash) == nil)
        let hasher = try Argon2Fixture.hasher()
        await #expect(throws: HasherFailure.unusableHash) { try await hasher.verify(Argon2Fixture.check([1], hash)) }
        #expect(!hasher.isOutdated(hash))
    }

    @Test(arguments: [
        (8, 1, 1, true), (7, 1, 1, false), (16, 1, 2, true), (15, 1, 2, false), (262_144, 16, 16, true),
        (262_145, 1, 1, false), (8, 0, 1, false), (8, 17, 1, false), (8, 1, 0, false), (1024, 1, 17, false),
        (-8, 1, 1, false), (8, 1, -1, false), (Int.max, Int.max, Int.max, false), (8, 1, Int.min, false),
    ])
    func `a cost is within its bounds`(memoryKiB: Int, iterations: Int, parallelism: Int, isCost: Bool) {
        let cost = Argon2Cost(memoryKiB: memoryKiB, iterations: iterations, parallelism: parallelism)
        #expect((cost != nil) == isCost)
    }
}
