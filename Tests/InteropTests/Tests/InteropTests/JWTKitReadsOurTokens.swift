import Foundation
import JWTKit
import Testing

/// A token of a real server and the key set it published, laid out by Scripts/interop: a folder an algorithm.
struct Issued: CustomTestStringConvertible {
    let algorithm: String
    let token: String
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
        token = try text("token")
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
    func `a changed token does not verify`(_ algorithm: String) async throws {
        let issued = try Issued(algorithm)
        let keys = JWTKeyCollection()
        try await keys.add(jwksJSON: issued.keySet)
        let parts = issued.token.split(separator: ".")
        let other = try Issued(algorithm == "ES256" ? "EdDSA" : "ES256").token.split(separator: ".")
        let changed = "\(parts[0]).\(other[1]).\(parts[2])"
        await #expect(throws: (any Error).self) {
            _ = try await keys.verify(changed, as: AccessTokenPayload.self)
        }
    }
}
