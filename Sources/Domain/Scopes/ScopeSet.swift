/// Scopes in the order they were given, each once (RFC 6749 section 3.3: order and repetition mean nothing).
public struct ScopeSet: Hashable, Sendable, CustomStringConvertible {
    /// The scopes, without repetition.
    public let scopes: [Scope]

    /// No scope.
    public init() { scopes = [] }

    /// These scopes, each once.
    public init(_ scopes: [Scope]) { self.scopes = scopes.uniqued() }

    /// Reads scope tokens with one space between them; `nil` outside the grammar of RFC 6749 section 3.3.
    ///
    /// Empty text is no scope.
    public init?(parsing text: String) {
        var scopes: [Scope] = []
        for word in text.isEmpty ? [] : text.utf8.split(separator: 0x20, omittingEmptySubsequences: false) {
            guard let scope = Scope(parsing: String(Substring(word))) else { return nil }
            scopes.append(scope)
        }
        self.init(scopes)
    }

    /// Whether the scope of this name is among them; names compare by their bytes.
    public func contains(_ name: String) -> Bool { scopes.contains { $0.description.hasSameBytes(as: name) } }

    /// Whether there is none.
    public var isEmpty: Bool { scopes.isEmpty }

    /// Whether every one of these is among `other`.
    public func isSubset(of other: ScopeSet) -> Bool {
        // A set pays only where it is asked more than a few times.
        if scopes.count <= 4 { return scopes.allSatisfy(other.scopes.contains) }
        let allowed = Set(other.scopes)
        return scopes.allSatisfy(allowed.contains)
    }

    /// The scopes with one space between them; empty for none.
    public var description: String { scopes.map(\.description).joined(separator: " ") }
}
