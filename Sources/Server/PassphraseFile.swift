import Foundation
import SteelcutFiles
import SteelcutServerProcess

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The file that holds the keyring's passphrase.
enum PassphraseFile {
    /// The longest passphrase, in bytes.
    static let longest = 1024

    /// The setting that names it.
    static let setting = "keyring.passphrase-file"

    /// Reads the passphrase: the first line.
    ///
    /// The path may lead through links, which is how a mounted secret is often given: what counts is the file that was
    /// opened, which is looked at and read through one descriptor.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - setting: What named it, for messages.
    ///   - credentials: The folder in which systemd hands over a service's credentials (systemd.exec(5)).
    /// - Throws: `StartFailure` where the file can't be read, is empty, too long, or somebody else's or open to others.
    static func read(
        _ path: String, setting: String = setting,
        credentials: String? = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"]
    ) throws(StartFailure) -> [UInt8] {
        let status: stat
        let contents: [UInt8]
        do throws(SystemFailure) {
            let file = try Descriptor(opening: path, O_RDONLY)
            status = try file.status()
            contents = try file.contents(upTo: longest + 2)
        } catch {
            throw StartFailure(
                "\(setting): can't read \(path): \(error.reason); it has to hold the passphrase, mode 0600")
        }
        if let defect = defect(of: status, isCredential: isDirectly(path, in: credentials)) {
            throw StartFailure("\(setting): \(path) \(defect)")
        }
        var line = Array(contents.prefix { $0 != 0x0A })
        if line.last == 0x0D { line.removeLast() }
        guard (1...longest).contains(line.count) else {
            throw StartFailure(
                "\(setting): \(path) is empty or its first line holds more than \(longest) bytes; write the passphrase there"
            )
        }
        return line
    }

    /// Why a file is not private enough; `nil` where it is.
    ///
    /// A credential is root's, and an access control list lets the service's user read it: where there is one, the bits
    /// of the group are its mask, not the group's rights (acl(5)).
    private static func defect(of status: stat, isCredential: Bool) -> String? {
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            return "belongs to user \(status.st_uid), who could change it; chown it to \(geteuid())"
        }
        guard status.st_mode & (isCredential ? 0o037 : 0o077) == 0 else {
            let octal = String(status.st_mode & 0o7777, radix: 8)
            return "can be read or written by others (mode \(octal)); chmod 600 it"
        }
        return nil
    }

    private static func isDirectly(_ path: String, in folder: String?) -> Bool {
        guard let folder, !folder.isEmpty, path.hasPrefix(folder + "/") else { return false }
        let name = path.dropFirst(folder.count + 1)
        return !name.contains("/") && name != ".."
    }
}
