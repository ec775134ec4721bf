import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// The example of RFC 7638 section 3.1.
@Suite("RFC 7638 section 3.1") struct RFC7638Vectors {
    static let key =
        #"{"kty":"RSA","n":""# + "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86z"
        + "wu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5Js"
        + "GY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMic"
        + "AtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-"
        + "bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csF"
        + #"Cur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}"#

    @Test func `the thumbprint leaves alg and kid aside`() throws {
        let key = try JSONWebKey(parsing: JSONReader.read(Array(Self.key.utf8)))
        #expect(key.keyID?.description == "2011-04-29")
        let thumbprint = JSONWebKey.thumbprint(of: key.material, digest: try OpenSSLDigest())
        #expect(thumbprint.description == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        let ours = try JSONWebKey(key.material, for: .ps256, digest: OpenSSLDigest())
        #expect(ours.keyID == thumbprint)
    }
}
