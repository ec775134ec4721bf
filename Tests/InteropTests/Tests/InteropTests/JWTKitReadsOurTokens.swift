import Foundation
import JWTKit
import Testing

/// Tokens of a real server and the key set it published, laid out by Scripts/interop: a folder an algorithm.
struct Issued: CustomTestStringConvertible {
    let algorithm: String
    /// The good one.
    let token: String
    /// By what is wrong with them: changed, for another audience, too old.
    let bad: [String: String]
    let keySet: String
    let issuer: String

    var testDescription: String { algorithm }

    static let algorithms = ["ES256", "EdDSA", "PS256", "RS256"]

    init(_ algorithm: String) throws {
        let folder = try #require(ProcessInfo.processInfo.environment["STEELCUT_INTEROP"], "run Scripts/interop")
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(folder)/\(algorithm)/\(name)", encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
        self.algorithm = algorithm
        token = try text("good")
        bad = try ["changed": text("changed"), "foreign": text("foreign"), "ended": text("ended")]
        keySet = try text("jwks.json")
        issuer = try text("issuer")
    }
}

/// The claims of RFC 9068 as somebody else's library reads them.
struct AccessTokenPayload: JWTPayload {
    let iss: IssuerClaim
    let sub: SubjectClaim
    let aud: AudienceClaim
    let exp: ExpirationClaim
    let iat: IssuedAtClaim
    let jti: IDClaim
    let clientID: String
    let scope: String

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, jti, scope
        case clientID = "client_id"
    }

    func verify(using _: some JWTAlgorithm) throws {
        try exp.verifyNotExpired()
        try aud.verifyIntendedAudience(includes: "api_v0.0.1")
    }
}

@Suite("jwt-kit reads our tokens through the published key set")
struct JWTKitReadsOurTokens {
    @Test(arguments: Issued.algorithms)
    func `a token verifies and says what it should`(_ algorithm: String) async throws {
        let issued = try Issued(algorithm)
        let keys = JWTKeyCollection()
        try await keys.add(jwksJSON: issued.keySet)
        let payload = try await keys.verify(issued.token, as: AccessTokenPayload.self)
        #expect(payload.iss.value == issued.issuer)
        #expect(payload.sub.value == payload.clientID)
        #expect(payload.scope == "read")
        #expect(payload.exp.value.timeIntervalSince(payload.iat.value) == 3600)
    }

    @Test(arguments: Issued.algorithms)
    func `a token that is changed, for another audience or too old does not verify`(_ algorithm: String) async throws {
        let issued = try Issued(algorithm)
        let keys = JWTKeyCollection()
        try await keys.add(jwksJSON: issued.keySet)
        for (what, token) in issued.bad {
            await #expect(throws: JWTError.self, "\(what)") {
                _ = try await keys.verify(token, as: AccessTokenPayload.self)
            }
        }
    }
}
