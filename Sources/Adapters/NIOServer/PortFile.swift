import NIOPosix

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file that tells others which port was bound.
enum PortFile {
    /// Writes the port and a line end under a temporary name and renames it into place; throws `PortFileFailure`.
    static func write(_ port: Int, to path: String) async throws(PortFileFailure) {
        do {
            try await NIOThreadPool.singleton.runIfActive {
                try Data("\(port)\n".utf8).write(to: URL(filePath: path), options: .atomic)
            }
        } catch {
            throw PortFileFailure(path: path)
        }
    }
}
