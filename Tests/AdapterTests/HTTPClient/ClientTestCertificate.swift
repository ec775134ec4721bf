import NIOSSL

/// A certificate for 127.0.0.1 that nobody has reason to trust, and its key, which protects nothing.
enum ClientTestCertificate {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAkxMjcuMC4w
        LjEwIBcNMDAwMTAxMDAwMDAwWhgPMjA5OTEyMzEyMzU5NTlaMBQxEjAQBgNVBAMM
        CTEyNy4wLjAuMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJazzckPFCL/vE48
        iIq9+xDFG80NaJnkASzhDR1sMyDJchp/U3PTfLWncPSlOh6EPwrJ16J2Tn0roGuV
        ZHwYerqjTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYcEfwAAAYIJbG9j
        YWxob3N0MB0GA1UdDgQWBBTlFJDTVL4PG2dde0Gia5ALjU4NGDAKBggqhkjOPQQD
        AgNIADBFAiEAsSyRvPYPUOXcty2urmsKChVvsPw4/5+cuiGDlAOG8z0CICV2bs8K
        zddCOMtOHsv0Lx4yKPhzBsFdUdTiFI+NiR9l
        -----END CERTIFICATE-----
        """
    static let privateKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgP4aF57Oy8L6jQ/dG
        JBAirQ2fmPcxnGYb2gS6NdNP2oShRANCAASWs83JDxQi/7xOPIiKvfsQxRvNDWiZ
        5AEs4Q0dbDMgyXIaf1Nz03y1p3D0pToehD8Kydeidk59K6BrlWR8GHq6
        -----END PRIVATE KEY-----
        """

    static func context() throws -> NIOSSLContext {
        try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: [.certificate(try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem))],
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem))))
    }
}
