import SteelcutDomain

/// Reads a JSON configuration, strictly: Foundation's reader keeps one of two members of a name and says nothing.
enum JSONFile {
    /// The entries in their order.
    static func entries(_ bytes: [UInt8], _ path: String) throws(ConfigurationError) -> [ConfigurationFile.Entry] {
        let value: JSONValue
        do throws(JSONReader.Failure) { value = try JSONReader.read(bytes) } catch {
            if error.reason == .duplicate {
                throw ConfigurationError(name(endingAt: error.offset, in: bytes), "given twice in \(path)")
            }
            let line = 1 + bytes.prefix(error.offset).count { $0 == 0x0A }
            throw ConfigurationError("--config", "\(path) is not JSON: \(error.reason.rawValue) in line \(line)")
        }
        guard case .object(let members) = value else {
            throw ConfigurationError("--config", "\(path) has to hold a JSON object")
        }
        var entries: [ConfigurationFile.Entry] = []
        try flatten(members, below: "", into: &entries, path)
        return entries
    }

    private static func flatten(
        _ members: [JSONMember], below prefix: String, into entries: inout [ConfigurationFile.Entry], _ path: String
    ) throws(ConfigurationError) {
        for member in members {
            let name = prefix + member.name
            if case .object(let inner) = member.value, !inner.isEmpty {
                try flatten(inner, below: name + ".", into: &entries, path)
            } else if let elements = member.value.array {
                let words = elements.compactMap(scalar)
                guard words.count == elements.count else {
                    throw ConfigurationError(name, "a list in a list, or a section in a list, in \(path)")
                }
                entries.append(.init(name: name, value: words.joined(separator: " "), isList: true))
            } else {
                let text = scalar(member.value)
                entries.append(.init(name: name, value: text?.isEmpty == false ? text : nil, isList: false))
            }
        }
    }

    private static func scalar(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let flag): String(flag)
        case .null, .array, .object: nil
        }
    }

    /// The member name whose closing quotation mark stands before `offset`.
    private static func name(endingAt offset: Int, in bytes: [UInt8]) -> String {
        let before = bytes.prefix(offset).dropLast()
        let name = before.suffix(from: (before.lastIndex(of: UInt8(ascii: "\"")) ?? -1) + 1)
        return String(decoding: name, as: UTF8.self)
    }
}
