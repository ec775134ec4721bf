import Foundation
import Logging
import SteelcutNIOServer
import Testing

/// Files that can't be served with: the error names the file and says nothing of what is in it.
@Suite struct BadTLSFiles {
    private func failure(of files: TLSFiles) async -> TLSFileFailure? {
        do {
            let listener = try await HTTPListener.bind(
                HTTPServerConfiguration(port: 0, tls: files), logger: Logger(label: "test"))
            listener.close()
            return nil
        } catch {
            return error as? TLSFileFailure
        }
    }

    @Test func `a file that is not there`() async throws {
        let certificate = try await TestCertificate.shared.value
        var files = certificate.files
        files.certificate = certificate.path("nowhere.pem")
        #expect(await failure(of: files)?.file == files.certificate)
        files = certificate.files
        files.privateKey = certificate.path("nowhere.pem")
        #expect(await failure(of: files)?.file == files.privateKey)
    }

    @Test(arguments: ["", "rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func `a file that holds something else`(text: String) async throws {
        let certificate = try await TestCertificate()
        let old = try String(contentsOfFile: certificate.files.certificate, encoding: .utf8)
        try certificate.write(text, to: "cert.pem")
        #expect(await failure(of: certificate.files)?.file == certificate.files.certificate)
        try certificate.write(old, to: "cert.pem")
        try certificate.write(text, to: "key.pem")
        #expect(await failure(of: certificate.files)?.file == certificate.files.privateKey)
    }

    @Test func `a key of another certificate`() async throws {
        let (mine, other) = (try await TestCertificate.shared.value, try await TestCertificate())
        let files = TLSFiles(certificate: mine.files.certificate, privateKey: other.files.privateKey)
        let found = await failure(of: files)
        #expect(found?.file == files.privateKey)
        #expect(found?.description.contains(files.certificate) == true)
    }

    /// Nor does it stop to ask the terminal for the passphrase.
    @Test func `a key that is encrypted`() async throws {
        let certificate = try await TestCertificate()
        try await certificate.openssl(
            "pkcs8", "-topk8", "-in", certificate.path("key.pem"), "-out", certificate.path("sealed.pem"),
            "-passout", "pass:canary")
        var files = certificate.files
        files.privateKey = certificate.path("sealed.pem")
        #expect(await failure(of: files)?.file == files.privateKey)
    }

    @Test func `no byte of a key is in the error`() async throws {
        let certificate = try await TestCertificate()
        let key = try String(contentsOfFile: certificate.files.privateKey, encoding: .utf8)
        let lines = key.split(separator: "\n")
        try certificate.write(lines.dropLast(2).joined(separator: "\n"), to: "key.pem")
        let found = try #require(await failure(of: certificate.files))
        for line in lines { #expect(!"\(found)".contains(line)) }
    }
}
