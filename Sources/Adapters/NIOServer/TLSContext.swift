import NIOCore
import NIOSSL
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The certificate and key that new connections get; a reload swaps them as one.
final class TLSContext: Sendable {
    private let files: TLSFiles
    private let current: Mutex<NIOSSLContext>

    /// Reads the files; throws `TLSFileFailure`.
    init(_ files: TLSFiles) throws(TLSFileFailure) {
        self.files = files
        current = Mutex(try Self.load(files))
    }

    /// Reads the files again; where one is bad, throws `TLSFileFailure` and keeps what there was.
    func reload() throws(TLSFileFailure) {
        let fresh = try Self.load(files)
        current.withLock { $0 = fresh }
    }

    /// The handler that a new connection starts with.
    func makeHandler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: current.withLock { $0 })
    }

    /// Whether a client ended its TCP connection without TLS's close_notify: our lengths are explicit, so nothing is lost.
    static func isMissingGoodbye(_ error: any Error) -> Bool {
        if case NIOSSLError.uncleanShutdown = error { true } else { false }
    }

    static func load(_ files: TLSFiles) throws(TLSFileFailure) -> NIOSSLContext {
        let chain = try certificates(in: files.certificate)
        let key = try privateKey(in: files.privateKey)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.maximumTLSVersion = .tlsv13
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .privateKey(files.privateKey, "not the private key of the certificate in \(files.certificate)")
        }
    }

    static func certificates(in file: String) throws(TLSFileFailure) -> [NIOSSLCertificate] {
        let found: [NIOSSLCertificate]
        do {
            found = try NIOSSLCertificate.fromPEMFile(file)
        } catch {
            throw .certificate(file, openingFailure(file) ?? "no PEM certificate can be read from it")
        }
        guard !found.isEmpty else { throw .certificate(file, "holds no certificate; it has to be PEM") }
        return found
    }

    private static func privateKey(in file: String) throws(TLSFileFailure) -> NIOSSLPrivateKey {
        do {
            // Without a callback BoringSSL would ask the terminal for the passphrase of an encrypted key.
            return try NIOSSLPrivateKey(file: file, format: .pem) { (_: NIOSSLPassphraseSetter<[UInt8]>) in
                throw PassphraseNeeded()
            }
        } catch {
            throw .privateKey(file, openingFailure(file) ?? "no unencrypted PEM private key can be read from it")
        }
    }

    /// Why a file can't even be opened; `nil` where it can.
    private static func openingFailure(_ file: String) -> String? {
        guard unsafe access(file, R_OK) != 0 else { return nil }
        return switch errno {
        case ENOENT, ENOTDIR: "no such file"
        case EACCES: "permission denied; who runs the server has to be able to read it"
        default: "can't be opened"
        }
    }

    private struct PassphraseNeeded: Error {}
}
