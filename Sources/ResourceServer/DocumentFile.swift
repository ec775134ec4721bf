import FoundationEssentials
import SteelcutDomain
import SteelcutEndpoints
import SteelcutServerProcess
import Synchronization

/// The protected JSON file, read at start and on SIGHUP.
final class DocumentFile: Sendable {
    /// The largest file that is served, in bytes: it is kept in memory.
    static let largest = 64 << 20

    private let path: String
    private let digest: any Ports.Digest
    private let document: Mutex<ResourceDocument>

    /// Reads the file.
    ///
    /// - Throws: `StartFailure` where it can't be read, or is not JSON.
    init(path: String, digest: any Ports.Digest) throws(StartFailure) {
        self.path = path
        self.digest = digest
        document = Mutex(try Self.read(path, digest))
    }

    /// The document as it was read last.
    var current: ResourceDocument { document.withLock { $0 } }

    /// Reads the file again; where that fails, the old document stays.
    func reload() throws(StartFailure) {
        let read = try Self.read(path, digest)
        document.withLock { $0 = read }
    }

    private static func read(_ path: String, _ digest: any Ports.Digest) throws(StartFailure) -> ResourceDocument {
        guard let bytes = FileManager.default.contents(atPath: path).map(Array.init) else {
            throw StartFailure("resource.file: can't read \(path); it has to be a JSON file that this user can read")
        }
        do throws(JSONReader.Failure) {
            _ = try JSONReader.read(bytes, maximumDepth: 256, maximumSize: largest)
        } catch { throw StartFailure("resource.file: \(path) is not JSON: \(error)") }
        return ResourceDocument(json: bytes, digest: digest)
    }
}
