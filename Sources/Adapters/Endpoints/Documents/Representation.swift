import HTTPTypes
import SteelcutDomain

/// A document as it is served (RFC 9110 section 3.2): its bytes, what they are, and how to tell others from them.
struct Representation: Sendable {
    private let bytes: [UInt8]
    private let entityTag: EntityTag
    private let found: PreparedHead
    private let notModified: PreparedHead

    /// Takes the bytes, and how long who has them may go by them.
    init(_ bytes: [UInt8], mediaType: String, entityTag: EntityTag, cacheControl: String) {
        self.bytes = bytes
        self.entityTag = entityTag
        // Section 15.4.5: what 200 says of the document's age and name, 304 says too.
        let common: HTTPFields = [.cacheControl: cacheControl, .eTag: entityTag.fieldValue]
        notModified = PreparedHead(HTTPResponse(status: .notModified, headerFields: common))
        var all = common
        all.append(HTTPField(name: .contentType, value: mediaType))
        found = PreparedHead(HTTPResponse(status: .ok, headerFields: all))
    }

    init(_ bytes: [UInt8], mediaType: String, cacheControl: String, digest: any Ports.Digest) {
        self.init(
            bytes, mediaType: mediaType, entityTag: EntityTag(of: bytes, digest: digest), cacheControl: cacheControl)
    }

    /// The answer to GET or HEAD, conditional where the request asks for that (RFC 9110 section 13.2.2).
    ///
    /// There is no `Last-Modified`, so conditions on dates count for nothing. A list that is malformed holds no tag.
    func response(to request: HTTPRequest) -> EndpointResponse {
        let fields = request.headerFields
        if fields.contains(.ifMatch) {
            let list = EntityTagList(parsing: fields[values: .ifMatch])
            guard list?.strongly(matches: entityTag) == true else { return Refusal.preconditionFailed.response }
        }
        if fields.contains(.ifNoneMatch),
            EntityTagList(parsing: fields[values: .ifNoneMatch])?.weakly(matches: entityTag) == true
        {
            return EndpointResponse(notModified)
        }
        return EndpointResponse(found, body: bytes)
    }
}
