import SteelcutDomain
import SteelcutOpenSSL
import SteelcutTestKit
import Testing

/// Real keys for key stores.
enum SampleKeys {
    /// Makes another ES256 key each time.
    static func maker() throws -> @Sendable () throws -> SigningKey {
        let maker = OpenSSLKeyMaker(digest: try OpenSSLDigest())
        return {
            let privateKey = try maker.makeKey(for: .es256)
            let publicKey = try maker.publicKey(of: privateKey, for: .es256)
            let moment = Timestamp(microseconds: 1)
            let record = try #require(SigningKeyRecord(publicKey: publicKey, created: moment, signsFrom: moment))
            return SigningKey(record: record, privateKey: privateKey)
        }
    }
}
