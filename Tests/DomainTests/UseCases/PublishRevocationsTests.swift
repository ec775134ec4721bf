import SteelcutDomain
import SteelcutTestKit
import Testing

/// The signed list: what is published, for how long, and what a resource server takes.
@Suite struct PublishRevocationsTests {
    let clock = ManualClock(now: Timestamp(seconds: 1_000_000))
    let issuer: UseCaseIssuer
    let revocations = UseCaseRevocations()

    init() throws { issuer = try UseCaseIssuer() }

    func publish(keys: (any Ports.SigningKeys)? = nil, _ source: UseCaseRevocations? = nil) -> PublishRevocations {
        PublishRevocations(
            revocations: source ?? revocations, keys: keys ?? issuer, clock: clock, issuer: issuer.name)
    }

    /// Revokes a token, a client and a key.
    func revokeSome() async throws {
        let end = Timestamp(seconds: 2_000_000)
        let subjects = [
            Revocation.Subject.token("t2"), .token("t1"), .client(try Sample.id("c9")),
            .key(try #require(KeyID(parsing: "k9"))),
        ]
        for subject in subjects {
            try await revocations.revoke(
                Revocation(
                    subject: subject, issuedUntil: Timestamp(seconds: 1_000_002), ends: end, created: clock.now()))
        }
    }

    @Test func `the list is a JWS of its own type with these claims and no others`() async throws {
        try await revokeSome()
        let published = try await publish()()
        let jws = try CompactJWS(parsing: published.bytes)
        #expect(jws.type == "revocations+jwt")
        #expect(jws.keyID == issuer.keyID)
        #expect(
            String(decoding: jws.payload, as: UTF8.self)
                == #"{"iss":"https://as.example","iat":999900,"exp":1000500,"counter":4,"#
                + #""jti":["t1","t2"],"kid":["k9"],"clients":{"c9":1000002}}"#)
        #expect(published.version == "4-3333-\(issuer.keyID)")
    }

    @Test func `it is current until the counter moves, half its life is over, or another key signs`() async throws {
        let first = try await publish()()
        clock.set(now: Timestamp(microseconds: 1_000_199_999_999))
        #expect(try await publish().isCurrent(first))
        clock.set(now: Timestamp(seconds: 1_000_200))
        #expect(try await !publish().isCurrent(first))
        let second = try await publish()()
        #expect(second.version == "0-3334-\(issuer.keyID)" && second.bytes != first.bytes)
        try await revokeSome()
        #expect(try await !publish().isCurrent(second))
        let third = try await publish()()
        #expect(third.version == "4-3334-\(issuer.keyID)")
        let other = try UseCaseIssuer()
        #expect(try await !publish(keys: other).isCurrent(third))
        #expect(try await publish(keys: other)().version == "4-3334-\(other.keyID)")
    }

    /// The list of now, as it is published.
    func published() async throws -> String { String(decoding: try await publish()().bytes, as: UTF8.self) }

    func code(_ use: PublishRevocations) async -> String {
        do throws(TokenError) {
            _ = try await use()
            return "published"
        } catch { return error.code }
    }

    @Test func `without keys, revocations or a signature there is none`() async throws {
        let broken = UseCaseSigningKeys(signer: UseCaseSigner(keyID: try #require(KeyID(parsing: "k")), fails: true))
        #expect(await code(publish(keys: issuer.withoutKeys)) == "temporarily_unavailable")
        #expect(await code(publish(UseCaseRevocations(wasRead: false))) == "temporarily_unavailable")
        #expect(await code(publish(keys: broken)) == "temporarily_unavailable")
        #expect(await code(publish()) == "published")
    }

    func read(_ compact: String, keys: UseCaseIssuer? = nil, at now: Int = 1_000_000) async throws
        -> SignedRevocationList
    {
        try await SignedRevocationList(
            parsing: Array(compact.utf8), keys: keys ?? issuer, issuer: issuer.name, at: Timestamp(seconds: now))
    }

    /// What is wrong with a list; `nil` where nothing is.
    func defect(_ compact: String, at now: Int = 1_000_000) async throws -> TokenDefect? {
        do {
            _ = try await read(compact, at: now)
            return nil
        } catch BearerError.invalidToken(let defect) { return defect }
    }

    @Test func `what is published is what is read`() async throws {
        try await revokeSome()
        let read = try await read(try await published())
        #expect(read.list.counter == 4)
        #expect(read.list.tokenIDs == ["t1", "t2"])
        #expect(read.list.keyIDs.map(\.description) == ["k9"])
        #expect(read.list.cutOffs.map(\.client.description) == ["c9"])
        #expect(read.list.cutOffs.map(\.issuedUntil) == [Timestamp(seconds: 1_000_002)])
        #expect(read.expires == Timestamp(seconds: 1_000_500))
        #expect(read.keyID == issuer.keyID)
        let revoked = try issuer.claims(of: "c9", issuedAt: Timestamp(seconds: 1_000_002), tokenID: "t")
        #expect(read.list.revokes(revoked, signedWith: nil))
    }

    @Test func `an empty list is read too`() async throws {
        let read = try await read(try await published())
        #expect(read.list.count == 0 && read.list.counter == 0)
    }

    @Test(
        arguments: [
            (999_869, .notYetValid), (999_870, nil), (1_000_529, nil), (1_000_530, .expired),
        ] as [(Int, TokenDefect?)])
    func `a list is good for its time, with the leeway of tokens`(_ row: (now: Int, defect: TokenDefect?)) async throws
    {
        let list = try await published()
        #expect(try await defect(list, at: row.now) == row.defect)
    }

    @Test func `a list of another type, issuer or key, or a tampered one, is refused`() async throws {
        let list = try await published()
        let payload = try CompactJWS(parsing: Array(list.utf8)).payload
        for type in ["at+jwt", "JWT", "application/revocations+jwt", "REVOCATIONS+JWT"] {
            #expect(try await defect(try await issuer.jws(type: type, payload: payload)) == .type, "\(type)")
        }
        #expect(
            try await defect(
                try await issuer.jws(type: PublishRevocations.type, payload: payload, namesKey: false)) == .unknownKey)
        let token = try await issuer.token(try issuer.claims(issuedAt: clock.now()))
        #expect(try await defect(token) == .type)
        let other = try UseCaseIssuer("https://other.example")
        #expect(try await defect(try await other.jws(type: PublishRevocations.type, payload: payload)) == .unknownKey)
        let foreign = String(decoding: payload, as: UTF8.self).replacing("as.example", with: "other.example")
        #expect(
            try await defect(try await issuer.jws(type: PublishRevocations.type, payload: Array(foreign.utf8)))
                == .issuer)

        let segments = list.split(separator: ".").map(String.init)
        let emptied = String(decoding: payload, as: UTF8.self).replacing(#""counter":0"#, with: #""counter":9"#)
        #expect(
            try await defect([segments[0], Base64URL.string(emptied.utf8), segments[2]].joined(separator: "."))
                == .signature)
        #expect(try await defect(segments[0] + "." + segments[1]) == .form)
        #expect(try await defect("") == .form)
    }

    @Test(arguments: [
        (#""counter":0"#, #""counter":-1"#), (#""counter":0"#, #""counter":0.5"#), (#""counter":0"#, #""counter":"0""#),
        (#""counter":0,"#, ""), (#""jti":[]"#, #""jti":{}"#), (#""jti":[]"#, #""jti":[1]"#), (#""jti":[],"#, ""),
        (#""kid":[]"#, #""kid":[""]"#), (#""kid":[]"#, #""kid":null"#), (#""clients":{}"#, #""clients":[]"#),
        (#""clients":{}"#, #""clients":{"":1}"#), (#""clients":{}"#, #""clients":{"c":"1"}"#),
        (#""clients":{}"#, #""clients":{"c":-1}"#), (#","clients":{}"#, ""), (#""exp":1000500,"#, ""),
        (#""iat":999900,"#, ""),
    ])
    func `a list that lacks something, or has it otherwise, is refused as a whole`(
        _ change: (of: String, to: String)
    ) async throws {
        let list = try await published()
        let payload = String(decoding: try CompactJWS(parsing: Array(list.utf8)).payload, as: UTF8.self)
        let changed = payload.replacing(change.of, with: change.to)
        try #require(changed != payload)
        let signed = try await issuer.jws(type: PublishRevocations.type, payload: Array(changed.utf8))
        #expect(try await defect(signed) == .claims)
    }

    @Test func `a list that revokes the key that signed it is nobody's word`() async throws {
        try await revocations.revoke(Revocation(ofKey: issuer.keyID, at: clock.now()))
        #expect(try await defect(try await published()) == .revoked)
    }

    @Test func `without keys it can't be told`() async throws {
        let list = try await published()
        await #expect(throws: BearerError.keysUnavailable(retryAfter: 4)) {
            try await read(list, keys: issuer.withoutKeys)
        }
    }
}
