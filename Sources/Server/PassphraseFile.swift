import Foundation
import SteelcutServerProcess

/// The file that holds the keyring's passphrase.
enum PassphraseFile {
    /// The longest passphrase, in bytes.
    static let longest = 1024

    /// Reads the passphrase: the first line.
    ///
    /// - Throws: `StartFailure` where the file can't be read, is empty, too long, or can be read by others.
    static func read(_ path: String) throws(StartFailure) -> [UInt8] {
        let setting = "keyring.passphrase-file"
        // Through links, which is how a mounted secret is often given: what counts is the file behind them.
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let contents = FileManager.default.contents(atPath: file)
        else { throw StartFailure("\(setting): can't read \(path)") }
        if attributes[.type] as? FileAttributeType == .typeRegular,
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o007 != 0
        {
            throw StartFailure("\(setting): \(path) can be read or written by everybody; chmod 600 it")
        }
        var bytes = Array(contents.prefix { $0 != 0x0A })
        if bytes.last == 0x0D { bytes.removeLast() }
        guard (1...longest).contains(bytes.count) else {
            throw StartFailure("\(setting): \(path) is empty or holds more than \(longest) bytes")
        }
        return bytes
    }
}
