/// The first line of an exported audit trail; each line behind it is an event.
///
/// Every line is a JSON object, so that a trail of any length is written and read piece by piece.
public struct AuditExport: Sendable {
    /// The most bytes that a line may have.
    public static let longestLine = 1 << 20

    /// Where the trail ended when it was exported.
    public let head: AuditHead
    /// The public keys that its seals may be signed with, retired ones too.
    public let keys: [JSONWebKey]

    /// Puts a first line together.
    public init(head: AuditHead, keys: [JSONWebKey]) {
        self.head = head
        self.keys = keys
    }

    /// The line, without its end.
    public func line(at now: Timestamp) -> [UInt8] {
        JSONWriter.write(
            .object([
                JSONMember("format", .string(AuditChain.label)), JSONMember("exported", .string(now.description)),
                JSONMember(
                    "head",
                    .object([
                        JSONMember("seq", .integer(Int(head.sequence))),
                        JSONMember("hash", .string(Base64URL.string(head.hash))),
                    ])),
                JSONMember("keys", .array(keys.map(\.json))),
            ]))
    }

    /// Reads the first line; `nil` where it is none.
    public init?(parsing line: [UInt8]) {
        guard let json = try? JSONReader.read(line, maximumSize: Self.longestLine),
            json["format"]?.string == AuditChain.label, let sequence = json["head"]?["seq"]?.number?.integer,
            let hash = json["head"]?["hash"]?.string.flatMap({ Base64URL.decode($0.utf8) }),
            let keys = json["keys"]?.array
        else { return nil }
        head = AuditHead(sequence: Int64(sequence), hash: hash)
        self.keys = keys.compactMap { try? JSONWebKey(parsing: $0) }
    }
}

extension AuditEvent {
    /// The event as a line of an export, without its end: the time in microseconds and the detail as a string, byte for byte
    /// what was hashed.
    public var exportedLine: [UInt8] {
        JSONWriter.write(
            .object([
                JSONMember("seq", .integer(Int(sequence))), JSONMember("at", .integer(Int(time.microseconds))),
                JSONMember("actor", .string(actor)), JSONMember("event", .string(name)),
                JSONMember("detail", .string(detail)),
                JSONMember("previous_hash", .string(Base64URL.string(previousHash))),
                JSONMember("hash", .string(Base64URL.string(hash))),
            ]))
    }

    /// Reads a line of an export; `nil` where it is no event.
    public init?(exportedLine line: [UInt8]) {
        guard let json = try? JSONReader.read(line, maximumSize: AuditExport.longestLine),
            let sequence = json["seq"]?.number?.integer, let time = json["at"]?.number?.integer,
            let actor = json["actor"]?.string, let name = json["event"]?.string, let detail = json["detail"]?.string,
            let previousHash = json["previous_hash"]?.string.flatMap({ Base64URL.decode($0.utf8) }),
            let hash = json["hash"]?.string.flatMap({ Base64URL.decode($0.utf8) })
        else { return nil }
        self.init(
            sequence: Int64(sequence), time: Timestamp(microseconds: Int64(time)), actor: actor, name: name,
            detail: detail, previousHash: previousHash, hash: hash)
    }
}
