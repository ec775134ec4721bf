/// A set of public keys (RFC 7517 section 5).
public struct JSONWebKeySet: Hashable, Sendable {
    /// The largest set that is read, in bytes.
    public static let largest = 1 << 20

    /// The most keys that are looked at.
    public static let mostKeys = 128

    /// The usable keys.
    public let keys: [JSONWebKey]

    /// These keys.
    public init(_ keys: [JSONWebKey]) { self.keys = keys }

    /// Reads a set.
    ///
    /// Keys that can't be used are left out, as section 5 asks; so is every key whose `kid` stands twice.
    ///
    /// - Throws: `KeyDefect.malformed` where this is no key set, or one beyond the bounds.
    public init(parsing bytes: [UInt8]) throws(KeyDefect) {
        let json: JSONValue
        do throws(JSONReader.Failure) {
            json = try JSONReader.read(bytes, maximumSize: Self.largest)
        } catch { throw .malformed }
        guard let elements = json["keys"]?.array, elements.count <= Self.mostKeys else { throw .malformed }
        var keys: [JSONWebKey] = []
        for element in elements {
            do throws(KeyDefect) { keys.append(try JSONWebKey(parsing: element)) } catch { continue }
        }
        var count: [KeyID: Int] = [:]
        for element in elements {
            if let id = element["kid"]?.string.flatMap(KeyID.init(parsing:)) { count[id, default: 0] += 1 }
        }
        self.keys = keys.filter { key in key.keyID.map { count[$0, default: 0] < 2 } ?? true }
    }

    /// The set as it is published.
    public var json: JSONValue { .object([JSONMember("keys", .array(keys.map(\.json)))]) }
}
