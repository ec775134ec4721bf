import SteelcutDomain
import SteelcutMemory
import SteelcutOpenSSL
import SteelcutTestKit
import Synchronization
import Testing

@Suite struct RememberedTokensTests {
    let clock = ManualClock()
    let reader = CountingReader()
    let keys = VersionedKeys()

    private func tokens(capacity: Int = 10) throws -> RememberedTokens {
        RememberedTokens(over: reader, keys: keys, digest: try OpenSSLDigest(), clock: clock, capacity: capacity)
    }

    private func token(_ name: String, livesFor seconds: Int = 600) throws -> [UInt8] {
        let claims = try SignedToken.sample(named: name, issuedAt: clock.now(), seconds: seconds)
        reader.known.withLock { $0[name] = claims }
        return Array(name.utf8)
    }

    @Test func `a token that comes again is not checked again`() async throws {
        let tokens = try tokens()
        let token = try token("t1")
        for _ in 0..<3 { #expect(try await tokens.read(token).claims.tokenID == "t1") }
        #expect(reader.reads == 1)
    }

    @Test func `one changed byte makes another token`() async throws {
        let tokens = try tokens()
        _ = try await tokens.read(try token("t1"))
        await #expect(throws: BearerError.invalidToken(.signature)) { try await tokens.read(Array("t2".utf8)) }
        #expect(reader.reads == 2)
    }

    @Test func `a refusal is not remembered`() async throws {
        let tokens = try tokens()
        await #expect(throws: BearerError.invalidToken(.signature)) { try await tokens.read(Array("t1".utf8)) }
        #expect(try await tokens.read(try token("t1")).claims.tokenID == "t1")
    }

    @Test(arguments: [(629, 1), (630, 2)])
    func `a token is forgotten when its time and the leeway are over`(_ seconds: Int, _ reads: Int) async throws {
        let tokens = try tokens()
        let token = try token("t1")
        _ = try await tokens.read(token)
        clock.advance(bySeconds: seconds)
        _ = try await tokens.read(token)
        #expect(reader.reads == reads)
    }

    @Test func `other keys check every token once more`() async throws {
        let tokens = try tokens()
        let token = try token("t1")
        _ = try await tokens.read(token)
        keys.number.withLock { $0 = 2 }
        reader.known.withLock { $0 = [:] }
        await #expect(throws: BearerError.invalidToken(.signature)) { try await tokens.read(token) }
    }

    @Test func `keys that change while a token is being checked vouch for nothing`() async throws {
        let tokens = try tokens()
        let token = try token("t1")
        reader.meanwhile.withLock { $0 = { [keys] in keys.number.withLock { $0 = 2 } } }
        _ = try await tokens.read(token)
        _ = try await tokens.read(token)
        #expect(reader.reads == 2)
    }

    @Test func `where keys have no version nothing is remembered`() async throws {
        let tokens = try tokens()
        keys.number.withLock { $0 = nil }
        let token = try token("t1")
        for _ in 0..<2 { _ = try await tokens.read(token) }
        #expect(reader.reads == 2)
        #expect(tokens.count == 0)
    }

    @Test func `beyond the capacity the one unused for longest goes`() async throws {
        let tokens = try tokens(capacity: 2)
        let all = try ["t1", "t2", "t3"].map { try token($0) }
        for token in [all[0], all[1], all[0], all[2], all[0]] { _ = try await tokens.read(token) }
        #expect(reader.reads == 3)
        _ = try await tokens.read(all[1])
        #expect(reader.reads == 4)
        #expect(tokens.count == 2)
    }

    @Test func `the header of the last token is expected of the next`() async throws {
        let tokens = try tokens()
        for name in ["t1", "t2", "t1", "t3"] { _ = try await tokens.read(try token(name)) }
        let last = reader.known.withLock { $0["t1"]?.header }
        #expect(last != nil)
        #expect(reader.expected.withLock { $0 } == [nil, last, last])
    }
}

/// Knows some tokens by their names, and counts who asks.
final class CountingReader: Ports.TokenReader {
    let known = Mutex<[String: SignedToken]>([:])
    let meanwhile = Mutex<@Sendable () -> Void>({})
    /// The headers that were expected, in their order.
    let expected = Mutex<[CompactJWS.Header?]>([])
    private let count = Mutex(0)

    var reads: Int { count.withLock { $0 } }

    func read(_ token: [UInt8], expecting header: CompactJWS.Header?) async throws(BearerError) -> SignedToken {
        expected.withLock { $0.append(header) }
        return try await read(token)
    }

    func read(_ token: [UInt8]) async throws(BearerError) -> SignedToken {
        count.withLock { $0 += 1 }
        meanwhile.withLock { $0 }()
        guard let token = known.withLock({ $0[String(decoding: token, as: UTF8.self)] }) else {
            throw .invalidToken(.signature)
        }
        return token
    }
}

/// No keys, of a version that a test sets.
final class VersionedKeys: Ports.VerifierSource {
    let number = Mutex<Int?>(1)

    var version: Int? { number.withLock { $0 } }

    func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] { [] }
}

extension SignedToken {
    /// A token that lives so long.
    fileprivate static func sample(named name: String, issuedAt: Timestamp, seconds: Int) throws -> SignedToken {
        SignedToken(
            claims: AccessTokenClaims(
                issuer: try #require(Issuer(parsing: "https://as.example")),
                clientID: try #require(ClientID(parsing: "c1")),
                audience: [try #require(ResourceIdentifier(parsing: "api"))], issuedAt: issuedAt,
                lifetime: try #require(TokenLifetime(seconds: seconds)), tokenID: name, scopes: ScopeSet()),
            keyID: nil, header: try CompactJWS(parsing: Array("eyJhbGciOiJFUzI1NiJ9.e30.AQ".utf8)).header)
    }
}
