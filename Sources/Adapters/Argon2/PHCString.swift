import SteelcutDomain

/// An Argon2id hash, version 19, as text: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`.
///
/// Read strictly: one text for one value, costs within `Argon2Cost`'s bounds, 8 to 64 bytes of salt, 16 to 64 of tag.
/// Another variant or version, parameters in another order and `keyid` or `data` among them are refused.
struct PHCString: Equatable {
    let cost: Argon2Cost
    let salt: [UInt8]
    let tag: [UInt8]

    init(cost: Argon2Cost, salt: [UInt8], tag: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.tag = tag
    }

    init?(_ hash: SecretHash) {
        guard let read = try? PHCString(reading: hash) else { return nil }
        self = read
    }

    init(reading hash: SecretHash) throws(HashDefect) {
        let parts = hash.encoded.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].isEmpty, parts[1].elementsEqual("argon2id".utf8),
            parts[2].elementsEqual("v=19".utf8)
        else { throw .form }
        let parameters = parts[3].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parameters.count == 3,
            let memory = Self.number(parameters[0], named: "m"),
            let iterations = Self.number(parameters[1], named: "t"),
            let parallelism = Self.number(parameters[2], named: "p"),
            let salt = Self.decode(parts[4]), (8...64).contains(salt.count),
            let tag = Self.decode(parts[5]), (16...64).contains(tag.count)
        else { throw .form }
        guard let cost = Argon2Cost(memoryKiB: memory, iterations: iterations, parallelism: parallelism) else {
            throw .cost
        }
        self.init(cost: cost, salt: salt, tag: tag)
    }

    var text: String {
        "$argon2id$v=19$m=\(cost.memoryKiB),t=\(cost.iterations),p=\(cost.parallelism)"
            + "$\(Self.encode(salt))$\(Self.encode(tag))"
    }

    /// A decimal number of 32 bits at most behind `name=`, without sign or leading zeros.
    private static func number(_ text: Substring.UTF8View, named name: String) -> Int? {
        let prefix = "\(name)=".utf8
        guard text.starts(with: prefix) else { return nil }
        let digits = text.dropFirst(prefix.count)
        guard (1...10).contains(digits.count), digits.first != UInt8(ascii: "0"),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// base64 without padding differs from base64url in two characters; the strictness is that of `Base64URL`.
    private static func decode(_ text: Substring.UTF8View) -> [UInt8]? {
        guard !text.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else { return nil }
        return Base64URL.decode(
            text.map { character in
                switch character {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: character
                }
            })
    }

    private static func encode(_ bytes: [UInt8]) -> String {
        let text = Base64URL.encode(bytes).map { character in
            switch character {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: character
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
