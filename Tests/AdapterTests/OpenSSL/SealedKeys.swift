/// The key `ForeignKeys.p256` in other wrappings; the passphrase is `steel`.
enum SealedKeys {
    /// PBES2 with scrypt.
    static let scrypt = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHkME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAgxrhOcpgsugAICQAAC
        AQgCAQEwHQYJYIZIAWUDBAEqBBAJUT3j7PNYGH0qry1WKwrOBIGQBH9/B75zUcHv
        P2gE0PONQq2wdUogjTHBXh/4WB647TN8FcnKE5bt5q1VzCv90FKDh9fyuIeSHrWk
        87/2RlpryZfd3mRXoGzOPyfzjrbgNI1EULnYmzXWzIgV4gvpcEwLNzc8BzB+FLGK
        Tha5HQ0dTR4We0Z1Pp88r8HFxRCcxxcpC/7laojQ53zLKkjdqadJ
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// PBES2 as `openssl pkcs8 -topk8` makes it: AES-256, HMAC-SHA-256, 2048 rounds.
    static let plainOpenSSL = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjKhz+ik3ta2QICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEFASZIxjGjlN9Z9kyvlTb0MEgZBU
        oz5v5/nHVTWoKS6kVmLs9xauYY7nffzsv+l3LUOqs5oBGNZBcddAjfItl7fObWsS
        o2jsrGu6Vm6H8+2UQcluA+8EyXPwk14LicCm595SLSneiURT/1qfIqYgygGeKzrv
        IwBMkbvrH0tSsgeF8HiZlyF8MWMlh4yQtU22rj6Ni9tUDhEz2UgDTLKKHGaaC2A=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// PBES2 with AES-128 and HMAC-SHA-512.
    static let aes128 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiUR6X6ACJWLgICJxAw
        DAYIKoZIhvcNAgsFADAdBglghkgBZQMEAQIEED6lbAow+a4VsnMheQ/eGXsEgZAF
        O2IQy2oY50wCskq/yq/rVHs/djrtsKN5TO+TIial2/rp3+Mdc7sTLIt6Epon3zag
        a2jxwMfDIp4Laa+I4vcho4i2p7LooztOnsW0m1anwXrBbyc9Fp6sv9C9jc9ktuWC
        OgHDx7tVgaspYYKBdzzNbc+Hbp5jTmxyZW+2OGgfuzKyU5SbqcAhIjL4MUD/3Os=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// PBES2 with triple DES.
    static let des3 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHjME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAjZ0XiRLAqGNgICCAAw
        DAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQI24cOpgz2SSAEgZAQaFukHTscdCkF
        SPcsJBvA6GQkNdTpXmzEIg/k8AKwP5v6IV4Mhflf3nDPXoUiRTjVic0L2ypqtBrp
        zetvIPdB4rf5V8eaexRT8kBf56Cy4GB2cDA2UtehHuPg4jJlhkA5PhKZCIqD5KeT
        QWH15zqJjywVmn958cGkOqaxqR/ZOQss1jYaBtKDyONxs7/Zxes=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// PBES2 with HMAC-SHA-1.
    static let sha1 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHeMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAjaftvPlL0xyQICCAAw
        HQYJYIZIAWUDBAEqBBCeaqJ5zxrfX1xQtxtI2H+yBIGQ3y4p7HyJQeyQe9BXrKSa
        9I1F5kHtEVxOiXQrLu81z2U3ueMpz9kp6Pdk/wv90sepUzRUjEpZKRDyITgrGJYE
        AqvQcwOJ8ERDbEfjbDE0YvNmpID0EC01sNzyYTtOYZsfruuUhqEBsV58kJjqgTgW
        v4THEyRWzbFf5GfNboFzPuzkKrN+i7pq8QwanMLUGSiG
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// PBES1 with SHA-1 and triple DES.
    static let pbes1 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGxMBwGCiqGSIb3DQEMAQMwDgQIXqPVRQGZGM4CAggABIGQtkMnoNIsxWmMRjYY
        hZ/PE651GPkXpnUu32xlz9G0SRMiwKr/bmHcVFGjynmHBKQwxhgDrOwRzThonYtj
        a7BuStg7MM1yBwjp4RfW1HaoAHmaiH5V3mKNHlVTs+chyB4Ff60LSRa0TXQkfITj
        4W1A9P2pXEka50XtaxujYLCfujfRH74T8PUE52+Mev00nQpV
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// A P-384 key in a seal of ours.
    static let p384 = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIIBGzBWBgkqhkiG9w0BBQ0wSTAoBgkqhkiG9w0BBQwwGwQIOyMwkKt3j04CAWQw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEK5xH7kUjjH7y0f+3TGYE+cEgcAW
        ECW/61Si0dbsCQnQLBuQmBta+zTrN2/PdT6kvn8Q76zSbc2YSDPNWZ9luzA3/mVl
        67MwEFjyDsdzKmf015Co++E6EDt9+c5D5MGNlrxeH+ifim5RLjPFSemfGgGKR+Qm
        lc1LZcBlvH0/8x9d8K7vgOx0ga4BQbFv4SFd03AlrQKe+8L3D/HOE6I7deo5f5Gw
        gKB8/qAurSTLAhC2huJIVq/hbRxvcmyu+f/eBgRVSuYdav++8kkiVd0Y634LMKs=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// The format before PKCS#8 (RFC 5915).
    static let traditional = """
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIM2TTu+jGolRNOc5mU8iSNYaG/MZXnr7tY9gLeBYUoaOoAoGCCqGSM49
        AwEHoUQDQgAE7fwx/g+X56T+xzwFhpunZ9D6hxNcM3OFv4m5Iygut9aC+pnDaTIn
        fHAtDHZXOhQwQjX4CZtPPP0u9Mt8k08tuA==
        -----END EC PRIVATE KEY-----
        """

    /// The same under OpenSSL's old encryption.
    static let traditionalSealed = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,F9E65315DB30ED61F7477BF30D6CF88B

        1kaGT2NRFG8MVF9/I0xSMzHNk5GMVlwrU4A1Wn1x4NFA4x36HSGuJtsoZlvv8Bm4
        /akJiimcqETlkfnlhXvtSUW602WjnoWa5klbSPuI7gSlI1VIT7IihOF1/tPTNlN9
        MYQH6LPJJKMce4yOjWx77lRXrsM9HvRs2FjvKUdNe4E=
        -----END EC PRIVATE KEY-----
        """

    /// The public half.
    static let publicKey = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7fwx/g+X56T+xzwFhpunZ9D6hxNc
        M3OFv4m5Iygut9aC+pnDaTInfHAtDHZXOhQwQjX4CZtPPP0u9Mt8k08tuA==
        -----END PUBLIC KEY-----
        """
}
