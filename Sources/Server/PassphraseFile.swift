import Foundation
import SteelcutServerProcess

/// The file that holds the keyring's passphrase.
enum PassphraseFile {
    /// The longest passphrase, in bytes.
    static let longest = 1024

    /// Reads the passphrase; one trailing line end is dropped.
    ///
    /// - Throws: `StartFailure` where the file can't be read, is empty, too long, or can be read by others.
    static func read(_ path: String) throws(StartFailure) -> [UInt8] {
        let setting = "keyring.passphrase-file"
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            var bytes = FileManager.default.contents(atPath: path).map(Array.init)
        else { throw StartFailure("\(setting): can't read \(path)") }
        if attributes[.type] as? FileAttributeType == .typeRegular,
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o007 != 0
        {
            throw StartFailure("\(setting): \(path) can be read or written by everybody; chmod 600 it")
        }
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard (1...longest).contains(bytes.count) else {
            throw StartFailure("\(setting): \(path) is empty or holds more than \(longest) bytes")
        }
        return bytes
    }
}
