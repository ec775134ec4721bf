internal import Configuration
import FoundationEssentials
import Synchronization

/// Reads a YAML configuration through swift-configuration.
enum YAMLFile {
    /// The names of all leaves, in their order; the snapshot itself has no way to ask for them.
    private final class Names: Sendable {
        let list = Mutex<[String]>([])
    }

    /// The entries in their order.
    static func entries(_ bytes: [UInt8], _ path: String) throws(ConfigurationError) -> [ConfigurationFile.Entry] {
        let names = Names()
        let snapshot: YAMLSnapshot
        do {
            // Asked of every leaf, with its dotted name, a name that stands there twice included.
            let listening = YAMLSnapshot.ParsingOptions(
                secretsSpecifier: .dynamic { name, _ in
                    names.list.withLock { $0.append(name) }
                    return true
                })
            snapshot = try YAMLSnapshot(data: Data(bytes).bytes, providerName: path, parsingOptions: listening)
        } catch {
            throw refusal(of: error, path)
        }
        return try names.list.withLock { $0 }.map { name throws(ConfigurationError) in try entry(name, snapshot) }
    }

    private static func entry(_ name: String, _ snapshot: YAMLSnapshot) throws(ConfigurationError)
        -> ConfigurationFile.Entry
    {
        let key = AbsoluteConfigKey(name.split(separator: ".", omittingEmptySubsequences: false).map(String.init))
        if let content = try? snapshot.value(forKey: key, type: .string).value?.content,
            case .string(let text) = content
        {
            // The forms of null in YAML 1.2's core schema.
            let isNull = ["", "~", "null", "Null", "NULL"].contains(text)
            return .init(name: name, value: isNull ? nil : text, isList: false)
        }
        if let content = try? snapshot.value(forKey: key, type: .stringArray).value?.content,
            case .stringArray(let words) = content
        {
            return .init(name: name, value: words.joined(separator: " "), isList: true)
        }
        throw ConfigurationError(name, "neither a value nor a list of values")
    }

    /// What the parser says, up to the colon behind which it quotes the file, passwords included.
    private static func refusal(of error: any Error, _ path: String) -> ConfigurationError {
        let text = "\(error)"
        if let list = text.firstRange(of: "duplicated key(s): ") {
            let keys = text[list.upperBound...].prefix { !$0.isNewline }.filter { $0 != "'" }
            return ConfigurationError(keys.hasSuffix(".") ? String(keys.dropLast()) : keys, "given twice in \(path)")
        }
        let lines = text.split(whereSeparator: \.isNewline)
        // `1:2: error: parser: CONTEXT`, `PROBLEM:`, and the quotation; CONTEXT and its line may be missing.
        let isCut = lines.first?.hasSuffix(":") == false && lines.count > 2 && lines[1].hasSuffix(":")
        let words = lines.prefix(isCut ? 2 : 1).joined(separator: ": ")
        return ConfigurationError(
            "--config", "\(path) is not YAML: \(words.hasSuffix(":") ? String(words.dropLast()) : words)")
    }
}
