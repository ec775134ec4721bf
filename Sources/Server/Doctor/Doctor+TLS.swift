import SteelcutConfiguration
import SteelcutDomain
import SteelcutNIOServer

extension Doctor {
    /// How long before its end a certificate should have been renewed, in days.
    private static let renewal = 14

    /// Whether certificate and private key can be used together, and until when.
    func tls() -> [Finding] {
        guard let files = settings.http.tls else { return [] }
        return certificate(files) + privateKey(files.privateKeyFile)
    }

    private func certificate(_ files: HTTPSettings.TLS) -> [Finding] {
        let report: TLSFilesReport
        do throws(TLSFileFailure) {
            report = try TLSFiles(certificate: files.certificateFile, privateKey: files.privateKeyFile).report()
        } catch {
            return [
                .failed(
                    .tls, error.description,
                    do:
                        "give PEM files that this user can read: the chain, the server's own certificate first, and the "
                        + "private key of that one, not encrypted")
            ]
        }
        let name = "tls.certificate: \(files.certificateFile)"
        let now = clock.now()
        if report.validUntil <= now {
            return [.failed(.tls, "\(name) ended at \(report.validUntil)", do: Self.renew)]
        }
        if report.validFrom > now {
            return [
                .failed(
                    .tls, "\(name) is not valid before \(report.validFrom)",
                    do: "use the certificate before it until then, and look whether this machine's clock is right")
            ]
        }
        if report.validUntil < now.advanced(bySeconds: Self.renewal * 86_400) {
            return [.warning(.tls, "\(name) ends at \(report.validUntil)", do: Self.renew)]
        }
        return [.ok(.tls, "\(name) goes with its private key and is valid until \(report.validUntil)")]
    }

    private static let renew = "renew it, put the files in place, and send the servers SIGHUP"

    /// A group that may read is how several servers share a certificate; writing, and everybody, is too much.
    private func privateKey(_ path: String) -> [Finding] {
        guard let facts = FileFacts(followingLinks: path), facts.mode & 0o037 != 0 else { return [] }
        return [
            .warning(
                .tls, "tls.private-key: \(path) can be read or written by others (mode \(facts.octal))",
                do: "chmod 600 \(path), and where others may have read it: have a new key certified")
        ]
    }
}
