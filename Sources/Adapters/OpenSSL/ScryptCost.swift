import SteelcutDomain

/// What scrypt costs (RFC 7914 section 2): 128 · n · r bytes of memory, p times over.
struct ScryptCost: Equatable {
    /// 32 MiB and three times: of the settings that OWASP names, the one that a small container can bear.
    static let ofNewSeals = ScryptCost(logN: 15, r: 8, p: 3)

    /// The most memory that a stored cost may ask for, 256 MiB: one flipped bit must not ask for hours.
    static let mostMemory: UInt64 = 1 << 28

    let logN: UInt64
    let r: UInt64
    let p: UInt64

    /// How often and over how much it goes.
    var n: UInt64 { 1 << logN }

    /// Whether it is one that is worth trying.
    var isUsable: Bool {
        (1...20).contains(logN) && (1...32).contains(r) && (1...16).contains(p) && 128 * n * r <= Self.mostMemory
    }
}

/// How a key was derived, as a text that is stored: `$scrypt$ln=15,r=8,p=3$<salt in base64url>`.
struct ScryptDerivation: Equatable {
    /// Bytes of a salt.
    static let saltSize = 32

    let cost: ScryptCost
    let salt: [UInt8]

    init(cost: ScryptCost, salt: [UInt8]) {
        self.cost = cost
        self.salt = salt
    }

    /// Reads a text; `nil` unless it is, byte by byte, what we would write, at a cost that is worth trying.
    init?(parsing text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 4, let salt = Base64URL.decode(Array(parts[3].utf8)), salt.count == Self.saltSize else {
            return nil
        }
        let numbers = parts[2].split(separator: ",").compactMap { $0.split(separator: "=").last.flatMap { UInt64($0) } }
        guard numbers.count == 3 else { return nil }
        self.init(cost: ScryptCost(logN: numbers[0], r: numbers[1], p: numbers[2]), salt: salt)
        guard cost.isUsable, Array(self.text.utf8) == Array(text.utf8) else { return nil }
    }

    /// The text.
    var text: String { "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(Base64URL.string(salt))" }
}
