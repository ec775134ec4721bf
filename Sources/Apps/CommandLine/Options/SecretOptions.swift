import ArgumentParser
import Foundation
import SteelcutDomain

/// Where a client secret is read: never from an argument, which everybody on the machine can see.
struct SecretOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Holds the secret; - is standard input. Without it: the variable STEELCUT_CLIENT_SECRET.",
            valueName: "file"), completion: .file())
    var clientSecretFile: String?

    /// Reads the secret; one trailing line end is dropped.
    func secret() throws -> ClientSecret {
        var bytes: [UInt8]
        if let clientSecretFile {
            bytes = try InputFile.read(clientSecretFile, limit: 4096)
        } else if let value = ProcessInfo.processInfo.environment["STEELCUT_CLIENT_SECRET"], !value.isEmpty {
            bytes = Array(value.utf8)
        } else {
            throw ValidationError("give the secret with --client-secret-file, or in STEELCUT_CLIENT_SECRET")
        }
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw CommandFailure("the client secret is empty") }
        guard bytes.count <= ClientSecret.longest else { throw CommandFailure("the client secret is too long") }
        return ClientSecret(presented: bytes)
    }
}

/// A bounded file, or standard input.
enum InputFile {
    /// Reads at most `limit` bytes of the file; `-` is standard input.
    ///
    /// - Throws: `CommandFailure` where it can't be read or holds more.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        let handle = try open(path)
        var bytes: [UInt8] = []
        do {
            while bytes.count <= limit, let chunk = try handle.read(upToCount: limit + 1 - bytes.count), !chunk.isEmpty
            {
                bytes.append(contentsOf: chunk)
            }
        } catch { throw CommandFailure("can't read \(path): it has to be a file, or - for standard input") }
        guard bytes.count <= limit else { throw CommandFailure("\(path) holds more than \(limit) bytes") }
        return bytes
    }

    /// Opens the file; `-` is standard input.
    ///
    /// - Throws: `CommandFailure` where it can't be read.
    static func open(_ path: String) throws -> FileHandle {
        if path == "-" { return .standardInput }
        if let opened = FileHandle(forReadingAtPath: path) { return opened }
        let isThere = FileManager.default.fileExists(atPath: path)
        throw CommandFailure("can't read \(path): \(isThere ? "permission denied" : "no such file")")
    }
}
