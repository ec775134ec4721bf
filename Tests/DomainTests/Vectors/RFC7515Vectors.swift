import SteelcutDomain
import SteelcutOpenSSL
import Testing

/// The examples of RFC 7515 appendix A, as printed there.
@Suite("RFC 7515 appendix A") struct RFC7515Vectors {
    static let payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

    static let hs256 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\(payload).dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let hs256Key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"

    static let rs256 =
        "eyJhbGciOiJSUzI1NiJ9.\(payload)."
        + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
        + "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
        + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
        + "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
        + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
        + "p0igcN_IoypGlUPQGe77Rw"
    static let rs256Key =
        #"{"kty":"RSA","n":""# + "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp"
        + "-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOW"
        + "vG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUs"
        + "LA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9k"
        + "G4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2"
        + #"PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#

    static let es256 =
        "eyJhbGciOiJFUzI1NiJ9.\(payload)."
        + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    static let es256Key =
        #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
        + #""y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#

    static let none = "eyJhbGciOiJub25lIn0.\(payload)."

    @Test(
        arguments: [
            ("A.2", rs256, rs256Key, SignatureAlgorithm.rs256), ("A.3", es256, es256Key, SignatureAlgorithm.es256),
        ])
    func `a printed signature fits its printed key`(
        _ section: String, _ token: String, _ key: String, _ algorithm: SignatureAlgorithm
    ) throws {
        let jws = try CompactJWS(parsing: Array(token.utf8))
        #expect(jws.algorithm == algorithm)
        let jwk = try JSONWebKey(parsing: JSONReader.read(Array(key.utf8)))
        #expect(jwk.algorithm == algorithm)
        let verifier = try OpenSSLVerifierMaker().verifier(for: jwk)
        #expect(verifier.isValid(jws.signature, for: jws.signingInput))
        #expect(!verifier.isValid(jws.signature, for: jws.signingInput + [0]))
    }

    @Test func `A1 is refused for its algorithm, though its HMAC is right`() throws {
        let parts = Self.hs256.split(separator: ".")
        let key = try #require(Base64URL.decode(Self.hs256Key.utf8))
        let mac = try OpenSSLDigest().hmacSHA256(key: key, Array("\(parts[0]).\(parts[1])".utf8))
        #expect(Base64URL.string(mac) == parts[2])
        #expect(throws: TokenDefect.algorithm) { try CompactJWS(parsing: Array(Self.hs256.utf8)) }
    }

    @Test func `A5, which nobody signed, is refused for its algorithm`() {
        #expect(throws: TokenDefect.algorithm) { try CompactJWS(parsing: Array(Self.none.utf8)) }
    }

    @Test func `the printed payload is what the tokens carry`() throws {
        let jws = try CompactJWS(parsing: Array(Self.es256.utf8))
        #expect(
            String(decoding: jws.payload, as: UTF8.self)
                == "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}")
    }
}
