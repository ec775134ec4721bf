import Foundation
import NIOSSL
import SteelcutNIOServer

/// A folder with a self-signed certificate of the openssl command line, gone when the test is over.
final class TestCertificate: Sendable {
    /// One for all tests that leave it as it is.
    static let shared = Task { try await TestCertificate() }

    struct OpenSSLFailed: Error {}

    let folder: URL
    var files: TLSFiles { TLSFiles(certificate: path("cert.pem"), privateKey: path("key.pem")) }

    init(_ name: String = "localhost") async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "steelcut-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await renew(name)
    }

    /// Writes a new key and certificate over the old ones.
    func renew(_ name: String) async throws {
        try await openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-keyout", path("key.pem"), "-out", path("cert.pem"))
    }

    func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// Runs the command without keeping a thread of the tests waiting.
    func openssl(_ arguments: String...) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else { throw OpenSSLFailed() }
    }

    /// A client's side that trusts this certificate alone, under no particular name.
    func client(_ versions: ClosedRange<Int> = 2...3) throws -> NIOSSLContext {
        let names: [TLSVersion] = [.tlsv1, .tlsv11, .tlsv12, .tlsv13]
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(path("cert.pem"))
        configuration.certificateVerification = .noHostnameVerification
        configuration.minimumTLSVersion = names[versions.lowerBound]
        configuration.maximumTLSVersion = names[versions.upperBound]
        configuration.applicationProtocols = ["h2", "http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
