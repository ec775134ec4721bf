/// A private key as opaque bytes: what an adapter's `Ports.KeyMaker` made and it alone can read (PKCS#8 DER with ours).
public struct PrivateKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// Takes an encoded key.
    public init(encoded bytes: [UInt8]) { self.bytes = bytes }

    /// Lends the bytes to a call that needs them.
    public func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result
    {
        try body(bytes)
    }

    /// Says that there is a key, not which.
    public var description: String { "<private key>" }
    /// Says that there is a key, not which.
    public var debugDescription: String { description }
    /// Shows no children, so that `dump` prints nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
