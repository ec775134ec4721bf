/// Why a key can't be used.
public enum KeyDefect: String, Error, Hashable, Sendable {
    /// A member is missing, not canonical, or a number is not of the right size.
    case malformed = "malformed key"
    /// A kind of key or a curve that is not ours.
    case kind = "unsupported kind of key"
    /// An algorithm that is not ours, or not for such a key.
    case algorithm = "algorithm does not fit the key"
    /// Not for checking signatures.
    case use = "key is not for signatures"
    /// RSA below 2048 bits or above 8192, or a small exponent (RFC 7518 section 3.3).
    case weak = "key is too weak or too large"
    /// The point does not lie on its curve, or is one that every signature fits.
    case offCurve = "point is not on the curve"
    /// A public key with its private half.
    case privateMembers = "public key holds private members"
    /// The cryptographic library failed.
    case library = "the cryptographic library failed"
}
