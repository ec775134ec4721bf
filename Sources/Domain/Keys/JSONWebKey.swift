/// A public key for signatures (RFC 7517), bound to one algorithm (RFC 8725 section 3.1).
public struct JSONWebKey: Hashable, Sendable {
    /// The numbers of a key, big-endian.
    public enum Material: Hashable, Sendable {
        /// A point on P-256 (RFC 7518 section 6.2), 32 bytes a coordinate.
        case p256(x: [UInt8], y: [UInt8])
        /// An Ed25519 key (RFC 8037 section 2), 32 bytes.
        case ed25519(x: [UInt8])
        /// An RSA key (RFC 7518 section 6.3), without leading zeros.
        case rsa(modulus: [UInt8], exponent: [UInt8])
    }

    /// The numbers.
    public let material: Material
    /// The one algorithm it is for.
    public let algorithm: SignatureAlgorithm
    /// Its name; `nil` where the set that it came from gives none.
    public let keyID: KeyID?

    /// A key of ours, named by its thumbprint.
    ///
    /// - Throws: `KeyDefect` where the algorithm is not for such a key.
    public init(_ material: Material, for algorithm: SignatureAlgorithm, digest: some Ports.Digest) throws(KeyDefect) {
        try self.init(material, for: algorithm, keyID: Self.thumbprint(of: material, digest: digest))
    }

    /// Somebody's key, under the name it came with.
    ///
    /// - Throws: `KeyDefect` where the algorithm is not for such a key, or a number is not of the right size. Whether a
    ///   point lies on its curve is for `Ports.VerifierMaker` to find.
    public init(_ material: Material, for algorithm: SignatureAlgorithm, keyID: KeyID?) throws(KeyDefect) {
        switch (material, algorithm) {
        case (.p256(let x, let y), .es256):
            guard x.count == 32, y.count == 32 else { throw .malformed }
        case (.ed25519(let x), .edDSA):
            guard x.count == 32 else { throw .malformed }
        case (.rsa(let modulus, let exponent), .ps256), (.rsa(let modulus, let exponent), .rs256):
            try Self.check(modulus: modulus, exponent: exponent)
        default: throw .algorithm
        }
        self.material = material
        self.algorithm = algorithm
        self.keyID = keyID
    }

    /// RFC 7518 section 3.3: 2048 bits or more.
    ///
    /// At most 8192 keeps a check from taking long (CVE-2023-6237); the exponent is odd, 65537 or more and at most 64
    /// bits.
    private static func check(modulus: [UInt8], exponent: [UInt8]) throws(KeyDefect) {
        guard let high = modulus.first, let low = modulus.last, high != 0, low & 1 == 1 else { throw .malformed }
        let bits = modulus.count * 8 - high.leadingZeroBitCount
        guard (2048...8192).contains(bits) else { throw .weak }
        guard let first = exponent.first, let last = exponent.last, first != 0, last & 1 == 1, exponent.count <= 8
        else {
            throw .malformed
        }
        guard exponent.reduce(UInt64(0), { $0 << 8 | UInt64($1) }) >= 65_537 else { throw .weak }
    }

    /// The SHA-256 thumbprint (RFC 7638 section 3): the required members in the order of their names, without space.
    public static func thumbprint(of material: Material, digest: some Ports.Digest) -> KeyID {
        KeyID(digest: digest.sha256(JSONWriter.write(.object(members(of: material)))))
    }

    /// The required members, in the order of their names.
    private static func members(of material: Material) -> [JSONMember] {
        func text(_ bytes: [UInt8]) -> JSONValue { .string(Base64URL.string(bytes)) }
        return switch material {
        case .p256(let x, let y):
            [
                JSONMember("crv", .string("P-256")), JSONMember("kty", .string("EC")), JSONMember("x", text(x)),
                JSONMember("y", text(y)),
            ]
        case .ed25519(let x):
            [JSONMember("crv", .string("Ed25519")), JSONMember("kty", .string("OKP")), JSONMember("x", text(x))]
        case .rsa(let modulus, let exponent):
            [JSONMember("e", text(exponent)), JSONMember("kty", .string("RSA")), JSONMember("n", text(modulus))]
        }
    }

    /// The key as it is published: the required members, then `use`, `alg` and `kid`.
    public var json: JSONValue {
        var members = Self.members(of: material)
        members.append(JSONMember("use", .string("sig")))
        members.append(JSONMember("alg", .string(algorithm.rawValue)))
        if let keyID { members.append(JSONMember("kid", .string(keyID.description))) }
        return .object(members)
    }

    /// Reads a key of somebody's set.
    ///
    /// - Throws: `KeyDefect` where it is not for signatures, holds private members, is of a kind, curve or algorithm
    ///   that is not ours, is too weak, or a member is not canonical base64url.
    public init(parsing json: JSONValue) throws(KeyDefect) {
        guard case .object = json else { throw .malformed }
        // A set that publishes a private key publishes it to everybody: such a key proves nothing.
        guard json["d"] == nil, json["k"] == nil else { throw .privateMembers }
        if let use = json["use"] { guard use.string == "sig" else { throw .use } }
        if let operations = json["key_ops"] {
            guard let names = operations.array, names.contains(.string("verify")) else { throw .use }
        }
        let material: Material
        let usual: SignatureAlgorithm
        switch (json["kty"]?.string, json["crv"]?.string) {
        case ("EC", "P-256"):
            material = .p256(x: try Self.bytes(json["x"]), y: try Self.bytes(json["y"]))
            usual = .es256
        case ("OKP", "Ed25519"):
            material = .ed25519(x: try Self.bytes(json["x"]))
            usual = .edDSA
        case ("RSA", nil):
            material = .rsa(modulus: try Self.bytes(json["n"]), exponent: try Self.bytes(json["e"]))
            // RFC 9068 section 2.1: what every authorization server has to offer.
            usual = .rs256
        default: throw .kind
        }
        var algorithm = usual
        if let stated = json["alg"] {
            guard let known = stated.string.flatMap(SignatureAlgorithm.init(rawValue:)) else { throw .algorithm }
            algorithm = known
        }
        var keyID: KeyID?
        if let stated = json["kid"] {
            guard let known = stated.string.flatMap(KeyID.init(parsing:)) else { throw .malformed }
            keyID = known
        }
        try self.init(material, for: algorithm, keyID: keyID)
    }

    private static func bytes(_ value: JSONValue?) throws(KeyDefect) -> [UInt8] {
        guard let text = value?.string, text.utf8.count <= 2048, let bytes = Base64URL.decode(text.utf8), !bytes.isEmpty
        else { throw .malformed }
        return bytes
    }
}
