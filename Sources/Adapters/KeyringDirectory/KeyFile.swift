import SteelcutDomain

/// Why a file is no key; free of anything secret that stands in it.
struct KeyFileDefect: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

/// The text of a key's file: lines for people and for us before the key, as RFC 7468 section 2 allows, then PEM.
///
///     kid: ktFp3…
///     algorithm: ES256
///     created: 1763760000123457 (2025-11-21T21:20:00Z)
///     signs-from: 1763760600123457 (2025-11-21T21:30:00Z)
///     ended: 1763846400000000 (2025-11-22T21:20:00Z)
///     sha256: 8Yb2…
///     -----BEGIN PRIVATE KEY-----
///
/// Times are microseconds since 1970, with the moment in brackets; `ended` is there for ended keys only. `sha256` is
/// the digest of everything else, in base64url: a flipped bit in a time would otherwise be just another time.
struct KeyFile {
    let keyID: String
    let algorithm: SignatureAlgorithm
    let created: Timestamp
    let signsFrom: Timestamp
    var ended: Timestamp?
    let pem: [UInt8]

    /// Whether the key in it is sealed (RFC 7468 section 11).
    var isSealed: Bool { pem.starts(with: Array("-----BEGIN ENCRYPTED PRIVATE KEY-----".utf8)) }

    /// The file's text.
    func text(digest: any Ports.Digest) -> [UInt8] {
        var lines = "kid: \(keyID)\nalgorithm: \(algorithm.rawValue)\n"
        lines += "created: \(Self.moment(created))\nsigns-from: \(Self.moment(signsFrom))\n"
        if let ended { lines += "ended: \(Self.moment(ended))\n" }
        let checksum = Base64URL.string(digest.sha256(Array(lines.utf8) + pem))
        return Array((lines + "sha256: \(checksum)\n").utf8) + pem
    }

    private static func moment(_ time: Timestamp) -> String { "\(time.microseconds) (\(time))" }
}

extension KeyFile {
    private static let begin = Array("-----BEGIN ".utf8)

    /// Reads a file's text, which has to be, byte by byte, what we would write.
    init(parsing text: [UInt8], digest: any Ports.Digest) throws(KeyFileDefect) {
        guard let start = Self.startOfPEM(text) else { throw KeyFileDefect("no private key stands in it") }
        let fields = Self.fields(text[..<start])
        guard let keyID = fields["kid"], let created = Self.time(fields["created"]),
            let algorithm = fields["algorithm"].flatMap(SignatureAlgorithm.init(rawValue:)),
            let signsFrom = Self.time(fields["signs-from"])
        else { throw KeyFileDefect("a line before the private key is missing or malformed") }
        self.init(
            keyID: keyID, algorithm: algorithm, created: created, signsFrom: signsFrom,
            ended: Self.time(fields["ended"]), pem: Array(text[start...]))
        guard self.text(digest: digest) == text else {
            throw KeyFileDefect("it is damaged: its checksum is not that of its content; put it back from a backup")
        }
    }

    /// Where the first line that begins a PEM block begins.
    private static func startOfPEM(_ text: [UInt8]) -> Int? {
        var start = 0
        while !text[start...].starts(with: begin) {
            guard let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = end + 1
        }
        return start
    }

    /// The lines as names and values, by the first of each name.
    private static func fields(_ lines: ArraySlice<UInt8>) -> [String: String] {
        let pairs = lines.split(separator: UInt8(ascii: "\n")).compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") }
            return (String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func time(_ field: String?) -> Timestamp? {
        field?.split(separator: " ").first.flatMap { Int64($0) }.map(Timestamp.init(microseconds:))
    }
}
