import Foundation
import Testing

/// JSON as Foundation reads it: another reader than the one under test.
struct JSON {
    private let value: Any

    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    init(_ bytes: [UInt8]) throws {
        value = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    }

    private init(value: Any) { self.value = value }

    subscript(name: String) -> JSON? { (value as? [String: Any])?[name].map(JSON.init(value:)) }

    /// The names of an object's members.
    var names: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }

    var string: String? { value as? String }
    var strings: [String]? { value as? [String] }
    var integer: Int? { (value as? NSNumber)?.intValue }
    var bool: Bool? { value as? Bool }
    var isNull: Bool { value is NSNull }
    var array: [JSON]? { (value as? [Any])?.map(JSON.init(value:)) }
}

/// The claims of a compact token, unchecked.
func claims(of token: String) throws -> JSON { try JSON(segment(1, of: token)) }

/// The header of a compact token, unchecked.
func header(of token: String) throws -> JSON { try JSON(segment(0, of: token)) }

/// A decoded segment of a compact token.
func segment(_ index: Int, of token: String) throws -> [UInt8] {
    let segments = token.split(separator: ".", omittingEmptySubsequences: false)
    try #require(segments.count == 3)
    var text = String(segments[index]).replacing("-", with: "+").replacing("_", with: "/")
    while text.count % 4 != 0 { text += "=" }
    return Array(try #require(Data(base64Encoded: text)))
}

/// base64url without padding.
func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
}
