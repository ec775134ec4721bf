import Foundation
import SteelcutConfiguration
import SteelcutServerProcess

/// The folder of the embedded store.
enum DataDirectory {
    /// Refuses a folder in which others could put a store of their own.
    ///
    /// - Throws: `StartFailure` where somebody else may write in it.
    static func check(_ settings: StoreSettings) throws(StartFailure) {
        guard settings.livesInDataDirectory else { return }
        let path = URL(fileURLWithPath: settings.dataDirectory).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
        else { return }
        guard mode & 0o022 == 0 else {
            throw StartFailure("data.dir: \(settings.dataDirectory) can be written by others; chmod 700 it")
        }
    }

    /// Makes the folder with mode 0700, whatever the umask, where there is none and something is to live in it.
    ///
    /// - Throws: `StartFailure` where it can't be made.
    static func create(_ settings: StoreSettings) throws(StartFailure) {
        let path = settings.dataDirectory
        guard settings.livesInDataDirectory else { return }
        let files = FileManager.default
        if let type = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType {
            let isFolder = type == .typeDirectory || type == .typeSymbolicLink
            guard isFolder else {
                throw StartFailure("data.dir: \(path) is not a folder; name another, or move it away")
            }
            return
        }
        do {
            let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
            try files.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: mode)
            // The umask may have taken bits away.
            try files.setAttributes(mode, ofItemAtPath: path)
        } catch {
            let reason =
                switch (error as? CocoaError)?.code {
                case .fileWriteNoPermission?: "permission denied"
                case .fileWriteVolumeReadOnly?: "the file system is read-only"
                default: "something on the way to it is no folder, or the system refuses"
                }
            throw StartFailure("data.dir: can't make \(path): \(reason); make it (mkdir -m 700), or name another")
        }
    }
}

extension StoreSettings {
    /// Whether the database or the keyring is in `data.dir`.
    var livesInDataDirectory: Bool {
        func isInside(_ path: String) -> Bool { path.hasPrefix(dataDirectory + "/") }
        if case .sqlite(let path) = location, isInside(path) { return true }
        if case .directory(let path) = keyring, isInside(path) { return true }
        return false
    }
}
