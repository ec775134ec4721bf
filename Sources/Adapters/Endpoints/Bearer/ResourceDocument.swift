public import SteelcutDomain

/// The JSON document that is protected, ready to be served.
public struct ResourceDocument: Sendable {
    let representation: Representation

    /// Takes the document's bytes, checked by whoever read them, and makes its entity tag.
    public init(json bytes: [UInt8], digest: any Ports.Digest) {
        representation = Representation(bytes, mediaType: "application/json", cacheControl: "private", digest: digest)
    }
}
