import SteelcutDomain

/// What a token is asked for; wishes are equal where they mean the same.
struct TokenWish: Hashable, Sendable {
    /// With spaces between them; `nil` leaves it to the server.
    let scope: String?
    /// What the token is for (RFC 8707 section 2); none leaves it to the server.
    let resources: [String]
    /// All that decides which token is meant, as bytes: strings would be equal in other ways, too.
    let identity: [UInt8]

    init(scope: String?, resources: [String]) {
        self.scope = scope.flatMap { $0.isEmpty ? nil : $0 }
        self.resources = resources
        // RFC 6749 section 3.3: order and repetition of scopes mean nothing.
        let scopes = Set((scope ?? "").utf8.split(separator: 0x20).map(Array.init))
        identity =
            Self.encoded(scopes.sorted { $0.lexicographicallyPrecedes($1) })
            + Self.encoded(resources.map { Array($0.utf8) })
    }

    static func == (left: TokenWish, right: TokenWish) -> Bool { left.identity == right.identity }

    func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    /// A list with its count, each part with its length: no two lists read alike.
    static func encoded(_ parts: [[UInt8]]) -> [UInt8] {
        parts.reduce(into: Array("\(parts.count):".utf8)) { $0 += Array("\($1.count):".utf8) + $1 }
    }
}
