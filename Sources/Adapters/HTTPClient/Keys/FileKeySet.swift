#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
public import SteelcutDomain
import SteelcutFiles
import SteelcutMemory

/// An issuer's public keys from a file, a JWKS (RFC 7517 section 5), read again on demand.
public struct FileKeySet: Ports.VerifierSource {
    /// Why a file can't be used.
    public enum Failure: String, Error, Hashable, Sendable, CustomStringConvertible {
        /// It can't be opened or read, is no regular file, or is larger than `JSONWebKeySet.largest`.
        case unreadable = "the key set file can't be read or is too large"
        /// It is no key set.
        case malformed = "the key set file is not a key set"
        /// Not one of its keys can be used.
        case noUsableKey = "no usable key in the key set file"

        /// The failure in words, without the path.
        public var description: String { rawValue }
    }

    private let path: String
    private let keys: VerifierSnapshot

    /// Reads the file.
    ///
    /// - Throws: `Failure`.
    public init(path: String, maker: any Ports.VerifierMaker) throws(Failure) {
        self.path = path
        keys = VerifierSnapshot(maker: maker)
        try reload()
    }

    /// Reads the file again; where that fails, the last good set stays in use.
    ///
    /// - Throws: `Failure`.
    public func reload() throws(Failure) {
        guard let bytes = Self.contents(of: path) else { throw .unreadable }
        guard let set = try? JSONWebKeySet(parsing: bytes) else { throw .malformed }
        guard keys.adopt(set) else { throw .noUsableKey }
    }

    /// The key of that name, or none; all of them where no name is given.
    public func verifiers(named keyID: KeyID?) async throws(KeysUnavailable) -> [any Ports.SignatureVerifier] {
        try await keys.verifiers(named: keyID)
    }

    /// How often the keys have become others.
    public var version: Int? { keys.version }

    /// A regular file's bytes; a pipe is not waited for (O_NONBLOCK).
    private static func contents(of path: String) -> [UInt8]? {
        do throws(SystemFailure) {
            let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
            guard try file.status().st_mode & S_IFMT == S_IFREG else { return nil }
            return try file.wholeContents(upTo: JSONWebKeySet.largest)
        } catch { return nil }
    }
}
