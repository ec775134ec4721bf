internal import Configuration
import Foundation

/// The configuration file: YAML or JSON, by its ending or else by its first character.
///
/// Nested sections and dotted names mean the same: `http: {port: 5000}` and `http.port: 5000`. One file may serve all
/// programs; a key that none of them has is refused, and so is one that stands there twice, in whatever form.
struct ConfigurationFile {
    /// What one entry says.
    struct Entry {
        /// The dotted name.
        let name: String
        /// The value; a list's elements with one space between them; `nil` for an empty one.
        let value: String?
        /// Whether it is a list.
        let isList: Bool
    }

    /// The path as it was given.
    let path: String
    /// The values by name.
    private(set) var entries: [String: Entry] = [:]

    private static let largest = 1 << 20

    /// Reads the file.
    ///
    /// - Throws: `ConfigurationError` where it can't be read, is neither YAML nor JSON, or holds what is no key.
    init(path: String) throws(ConfigurationError) {
        self.path = path
        let bytes = try Self.read(path)
        for entry in try Self.parse(bytes, path) {
            guard entries[entry.name] == nil else { throw ConfigurationError(entry.name, "given twice in \(path)") }
            entries[entry.name] = entry
            guard Program.names.contains(entry.name) || Self.isEmptySection(entry) else {
                throw Self.unknown(entry.name, path)
            }
        }
    }

    private static func parse(_ bytes: [UInt8], _ path: String) throws(ConfigurationError) -> [Entry] {
        // An empty file sets nothing; to both parsers it would be an error.
        guard !isBlank(bytes) else { return [] }
        let isJSON = path.hasSuffix(".json") || (!isNamedYAML(path) && firstCharacter(bytes) == UInt8(ascii: "{"))
        return isJSON ? try JSONFile.entries(bytes, path) : try YAMLFile.entries(bytes, path)
    }

    private static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            var isFolder = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
                throw ConfigurationError("--config", "\(path) is a folder")
            }
            // Read to a bound, not by the size: the path may name a pipe, or never end.
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            bytes = [UInt8](try handle.read(upToCount: largest + 1) ?? Data())
        } catch let error as ConfigurationError {
            throw error
        } catch {
            let reason =
                switch (error as? CocoaError)?.code {
                case .fileReadNoSuchFile?, .fileNoSuchFile?: "no such file"
                case .fileReadNoPermission?: "permission denied"
                default: "can't be read"
                }
            throw ConfigurationError("--config", "\(path): \(reason)")
        }
        guard bytes.count <= largest else { throw ConfigurationError("--config", "\(path) is larger than 1 MiB") }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw ConfigurationError("--config", "\(path) is not UTF-8")
        }
        return bytes
    }

    private static func unknown(_ name: String, _ path: String) -> ConfigurationError {
        let hint = Suggestion.nearest(to: name, among: Program.names).map { "; did you mean \($0)?" } ?? ""
        return ConfigurationError(Printable.brief(name), "unknown key in \(path)\(hint)")
    }

    /// Whether this is `limits:` with nothing below it, every line commented out.
    private static func isEmptySection(_ entry: Entry) -> Bool {
        entry.value == nil && Program.names.contains { $0.hasPrefix(entry.name + ".") }
    }

    private static func isNamedYAML(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

    private static func firstCharacter(_ bytes: [UInt8]) -> UInt8? { bytes.first { !" \t\r\n".utf8.contains($0) } }

    /// Whether there is nothing but white space, comments and YAML's document marks.
    private static func isBlank(_ bytes: [UInt8]) -> Bool {
        bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).allSatisfy { line in
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            return text.isEmpty || text.first == UInt8(ascii: "#")
                || ["---", "..."].contains { $0.utf8.elementsEqual(text) }
        }
    }
}
