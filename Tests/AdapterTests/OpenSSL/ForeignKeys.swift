/// Private keys of many kinds, made with OpenSSL's command line for these tests and used nowhere else.
enum ForeignKeys {
    /// P-256, as `openssl genpkey` writes it.
    static let p256 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzZNO76MaiVE05zmZ
        TyJI1hob8xleevu1j2At4FhSho6hRANCAATt/DH+D5fnpP7HPAWGm6dn0PqHE1wz
        c4W/ibkjKC631oL6mcNpMid8cC0Mdlc6FDBCNfgJm088/S70y3yTTy24
        -----END PRIVATE KEY-----
        """

    /// P-384.
    static let p384 = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAhAqw/+gP5XluJQVn3
        S8/ZTe4bkRpQVDzNqBD6TodWdAdKeaV6Wq2vHag4OM/NIX+hZANiAAS+IS6Gjsje
        rk1Iwm7JMWys747uB7kvztQ1WU57SSI4GWXB36mjnTzaKJzkBbCM+rREavTtbXz5
        sjxQkWZosvj3ApGLgA6Q6Qi6aKM5aTmJ+PtkRlL6ew6QmR0v5ZdU7iA=
        -----END PRIVATE KEY-----
        """

    /// secp256k1.
    static let secp256k1 = """
        -----BEGIN PRIVATE KEY-----
        MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQg4fCNbsO7BV0evYn8pC24
        G3e7zsKhjBxtgw4UHyM98GGhRANCAAS8PwteMHKFaWT8h2wgGClNH5mN5eluEssy
        YMOxu0GJnxSsEyoAU0AvBUe075iBzgEJV5JCNJ0fRsrIQUv3Yke4
        -----END PRIVATE KEY-----
        """

    /// P-256 with its parameters spelled out.
    static let p256Explicit = """
        -----BEGIN PRIVATE KEY-----
        MIIBeQIBADCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAAB
        AAAAAAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA
        ///////////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMV
        AMSdNgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg
        9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8A
        AAAA//////////+85vqtpxeehPO5ysL8YyVRAgEBBG0wawIBAQQgVil3u42xIwpM
        Grf7zDRyLx4WY4ygehYjQcnzZJvH8jyhRANCAARUbW4PxYDYbMZvcEkHlxdfWZnZ
        /kyvZeE7+YDyj4ny7wkeX7P3n2uPcNT5JAREw1L3PsHWhzkLPAi1LEtvj3fV
        -----END PRIVATE KEY-----
        """

    /// P-256 with a compressed public half.
    static let p256Compressed = """
        -----BEGIN PRIVATE KEY-----
        MGcCAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcETTBLAgEBBCDNk07voxqJUTTnOZlP
        IkjWGhvzGV56+7WPYC3gWFKGjqEkAyIAAu38Mf4Pl+ek/sc8BYabp2fQ+ocTXDNz
        hb+JuSMoLrfW
        -----END PRIVATE KEY-----
        """

    /// X25519.
    static let x25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEICgkmzYd+TxG7eNaWa3iLA0lHS/oha/ZLWITW0Uf2mtu
        -----END PRIVATE KEY-----
        """

    /// Ed448.
    static let ed448 = """
        -----BEGIN PRIVATE KEY-----
        MEcCAQAwBQYDK2VxBDsEOdJpYprx90Lgu1sSZp9VmaBr31s0AxhN7HQ7E/DiJNcD
        ZaZCjiTTrcLq+P6XshXN+G2pi0nBl3kbjw==
        -----END PRIVATE KEY-----
        """

    /// RSA of 1024 bits.
    static let rsa1024 = """
        -----BEGIN PRIVATE KEY-----
        MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAKpWuBpi0dkw0yxu
        Qd1SIxT2Mi5XYGMuEo7LmO4Y3DFi8KJQvFajPSfm5THxfTS0vVqlfU3wN6a9lHPr
        /IidDBhjrjwwE5/sW+xkB9NwMSKU3AXqOWXU+grBEoXkpvJTFSZ/zh5UzyOI5+OP
        /LNxsyPLg4M3uor9eQ4cuD/0BWT9AgMBAAECgYAr+3xKA94fcIX2YPnMxdqdHPzU
        Dmeq9EiCanuwbubcMankn2giDsBJv0rK3InxxAFomHaEW1RjT2w3imWIeNSYQ43v
        64Qx8b7PEpFISs6sPkdLgkR6/o6z/WfrGGXIGGDgh+F6HKRDSmrB5x1eawYwgcuH
        YapHgPlOSNaH//pwQQJBAN19fApERG+F3ofn8J72r5afSJmJMmYJU59VEdGt6LdN
        B7kxnmjXAY/CxA+x8rpsOF2dXgIteLpVlQl7F0KVRokCQQDE4PjjCD9pGPgVqsAN
        HxyYtBrA+F+u0PfRiBLLdqeqeL5lwp96OsIrw2uJnzxl/7u3DwEI3gzbjvSE9ews
        Js3VAkAMXNaxlAHl36j+GPobRVWjqJxaxYeknlymhg8KjxRwNsJ5mcVnwKh7p7ld
        zubndObogsIeiP82F1TMRKyVsNNRAkAS0te5DT7S05pUqAC4wHLBfubX8GdllYE8
        PWBep7ecKvM5U4Rf8WJDQOn1PI5PykWuWPbmXCSqkV57n++2wPcJAkEAl9ECZNO6
        HjZALkQPJqZyUMPmfn4CihLsCIQcN5AbXwd5h5hwcDfmUONx8L4iYWRel6RNn0/W
        /B1SyouHg/0ucQ==
        -----END PRIVATE KEY-----
        """

    /// RSA with the exponent 3.
    static let rsaExponent3 = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC3kncSFVzDDWEd
        POaHGWw8vKCiK7hvA4x5buL9VmgAqlFQV3UIezQTbo9ySzgbiN1DpKOUl3BfApxw
        VTjt1Kw3crXn0hbVMFgBQKC4SGNrr29I/eCBMoeBMRZ+M9fyf03cqcbFXramogz/
        3paW/fEXFBFgAxNXunyLh9hH6bQwz094J/vIA02uYhmSastZxq/dPmgKjFLf151S
        ml70IfMxw0T76Yt1/0d+joC8EnNBfJs4UXcKq81+VMMazzjN7PhqD+R+BUn+I7md
        HV2xbEI0t/on7aXKyZreeU/33dM1xW76Kb1M3wfCr14hJhTDhbEnQkXBwbK7bKSU
        rfpMYE8TAgEDAoIBAHphpLa46III62jTRFoQ8tMoaxbH0EoCXaZJ7KjkRVXG4OA6
        TgWneAz0X6GHer0F6NfDF7hk9ZSsaErje0k4cs+hzpqMDzjK5VYrFdAwQkfKSjCp
        QFYhr6t2Dv7NOqGqM+hxLy4/JG8Ws1U/Dw9T9g9itkACDOUm/bJakC/xIsszvUVv
        eGg5DGTbF1LUw9rzVBK61KP4Q5MT292A3w1F4V/JuHqO9liayUtaE+GSpdpv6Ozv
        M4k6QY2ZQuwargPg3cGMPeJdZ+WN8pPWsTwQWjeskQBAXR8AgxpPjtkpB+5q0dp4
        dMIQtjWqDqOZB2pv0/u9BTkGT+1KdS3a7EToqAsCgYEA7p50zUzJqAHnPuRCPCVF
        /95d0H71lC9cG+K5hO698oaK6d3GDWPK5vU6AkR/X2UvsoCwK/3UGo1Nl+1tN/Yo
        f9z60MkfCefRdVN8XhzJi2vMXr4ezERv+1Hw1o5LhLQjHeL79peq97M7fwylDhzg
        1C2Wl1uc90uCB6unySqERdsCgYEAxPGL+d7kExUyN7HpaWwTseLIWJWiWVPdt6Of
        i3F7LpuJxmZNDI1MMphNYKU3GxSlC1Q6fb8AUJyhRss5+9HzK+rCtuFaJD39WGve
        9bqKL3VoweluTdfY2uURIyPUwpwCFk95F5Ia/r70yR8be4b9HwAQJpCbQ4v67SQ9
        zrp/DSkCgYEAnxRN3jMxGqvvf0LW0sOD/+mT4FSjuB+SvUHRA0nT9wRcm+kus5fc
        mfjRVthU6kN1IasgHVPivF4zup5Iz/lwVT38izC/W+/g+OJS6WiGXPKIPylp3YL1
        UjagjwmHrc1svpdSpGUcpSInqghuCWiV4skPD5JopN0BWnJv23Gtg+cCgYEAg0uy
        ppSYDLjMJSFGRkgNIUHa5bkW5jfpJRe/skundGexLu7eCF4yzGWI6xjPZ2MYsjgm
        /n9VixMWLzImp+FMx/HXJJY8GClTkEfp+ScGyk5F1pue3o/l50NgwhfjLGgBZDT7
        ZQwR/yn4hhS8/QSov1VgGbW817KnSMLT3yb/XhsCgYEA067OKaTmwCzrANSYuI6T
        6VxgnHnbOCAz71iRUTt4VaePc6fIfDXFpjSvjJZcgqOrxt0uYVK8k1pOhPIDg3EK
        QX0fzRcTPefPQks1NYMdfC09aqrPcjozRtPdZ2ZoTTLkmYS6GeMZdEcNdCE9ZHoj
        sUUis4cNPCfeFhhNQDwrZwQ=
        -----END PRIVATE KEY-----
        """

    /// RSA bound to PSS (RFC 4055 section 3.1).
    static let rsaPSS = """
        -----BEGIN PRIVATE KEY-----
        MIIEvAIBADALBgkqhkiG9w0BAQoEggSoMIIEpAIBAAKCAQEA4zvp/SPGVpRAONdz
        tEEAQK1QcYHvVprWFYg7axTb1kfG2bUaG8lYKzBjh6w/XWk80wLpwCGFHVo4vbj3
        r8Ndwoo4ORiH0+IjGmYVQgmcJpN+WaohHF4TkBC8BcASUU8G7Z9RWxIX8mHp0Zpz
        2p+7rPYRdXFa0eAgcXz4ntD+yKKMHQ1FG+gljbZGmrT2BAsAKuY6lqNweUQBMXs6
        5j3hHbTWZ/0osjkEQN/xPrKZ0WHk7PTO8UdWLtTD+RXjLj0WIUxeAI83RVLAVZSD
        3sVzC7h3WS7nCrdBk910U2UMumWtxWbxJn5Bqy6A/qIRSP1aRcPVuwSuwA4916RF
        FrTLvwIDAQABAoIBAFihU+DShVfbtzj0gEK8X7baYtgDEDE9b2cyncpkdmKb2Gmu
        A6L245bk5s1SV9y9YWYEatvvtxX9zMfjT2iU0QtCEi/i64evWnW/f2ckjG1Xdh7P
        Bt8jqom0nUG46uwf4NnqHDdjVUfK/QIuNiX9y5vo1mJydjQKMV1Smz6G0fm7AHds
        +x8WJXpFYJNJqe5beTA28xECaMGTWwTqvK1JhLITceYfL43ktCsFWA7zS9CfS6yt
        foD2p4nO7kjl4T+BvycW+jwk/Pd3LgMP+JZ9ApbJGW7e4HYNHoaIelBtPVrHqJHt
        RgN37k2Yr7WgZiNV6LIVSBYQz29gWsWMDQrw+uECgYEA/ia4JAcfaYeXXDdr3Qls
        ZubA/kv+r6px7kvpQJRAkhCRBPQfv6xOV32Zrm5RwzOhEhSb7lPRKHVMFU/YUvCg
        H74QBJIy3jSnXE91cvw8J96WlOb9/V19wTcSREG6Z5xXZdxVXwrPfjKVw+8BetDp
        KmUakqPeSiFyMCg2vXX0V4kCgYEA5OMRyKY1EdO8yAza13tGxdsCDOvywFPL/7Se
        uIW5bZ7qNoHGUbe88kTKpY6/T5i8EtciOXZfPVLBtLtYgIDiDvSrmepkgkghXv54
        XKw9XsR1yXMCWbGTRNZsmVDx6bgTA7F82b8++tunXf8uinQxT1gopkOghPIYegbt
        9FwCbwcCgYB+cQr5uaVyHig6k8QREugghbsMiQhrovPNp2yjWV6KjL1pZn8JIBNV
        ycIUmwQIhn4i/afaOU78vuacT74C/X3cbPWRIJ84F6AP9+Qp0b2n5ECsUgOY8tNm
        thxbYwv3EjwVDDpY74rtcQM7mIP280qdcfF3dRlZbixeMxOQzMdEaQKBgQCWVmcJ
        6dGVwgOPSpI7UqdrsawpHJk3plKpw9M00/C1hdnEr3y5k/uxDWolUBtshp+RqGi8
        YXmw57h/o0ZAMWdJ9372+7PEtufkYzRfempc4qGTDc2PaEmYv1ZZZYdfwh4LIPsm
        cq1FTB0kakYBfswcl4Urn+PBLtrQ29hT1lNq5QKBgQDdj5Ee+kETvyBSR3uBAqHG
        uWwEk2dwbWW2M6SOX63WyHOQpOf+c87lA0rmQgems2WizFyc0/4OFRRJtBcOtRQ1
        0HHjgGv/LLl2sP7niLK0KWPoqkQ/QyGxTFCYv3BxROXkHwYxZwHXJCSyefuP+InT
        kXk3vbP6m6FGL+6ZIs6JSw==
        -----END PRIVATE KEY-----
        """
}
