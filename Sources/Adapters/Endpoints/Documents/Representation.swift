import HTTPTypes
import SteelcutDomain

/// A document as it is served (RFC 9110 section 3.2): its bytes, what they are, and how to tell others from them.
struct Representation: Sendable {
    let bytes: [UInt8]
    let mediaType: String
    let entityTag: EntityTag

    init(_ bytes: [UInt8], mediaType: String, entityTag: EntityTag) {
        self.bytes = bytes
        self.mediaType = mediaType
        self.entityTag = entityTag
    }

    init(_ bytes: [UInt8], mediaType: String, digest: any Ports.Digest) {
        self.init(bytes, mediaType: mediaType, entityTag: EntityTag(of: bytes, digest: digest))
    }

    /// The answer to GET or HEAD, conditional where the request asks for that (RFC 9110 section 13.2.2).
    ///
    /// There is no `Last-Modified`, so conditions on dates count for nothing. A list that is malformed holds no tag.
    func response(to request: HTTPRequest, cacheControl: String) -> EndpointResponse {
        let fields = request.headerFields
        if fields.contains(.ifMatch) {
            let list = EntityTagList(parsing: fields[values: .ifMatch])
            guard list?.strongly(matches: entityTag) == true else { return Refusal.preconditionFailed.response }
        }
        // Section 15.4.5: what 200 would have said of the document's age and name, 304 says too.
        var head = HTTPResponse(
            status: .notModified, headerFields: [.cacheControl: cacheControl, .eTag: entityTag.fieldValue])
        if fields.contains(.ifNoneMatch),
            EntityTagList(parsing: fields[values: .ifNoneMatch])?.weakly(matches: entityTag) == true
        {
            return EndpointResponse(head: head)
        }
        head.status = .ok
        head.headerFields.append(HTTPField(name: .contentType, value: mediaType))
        return EndpointResponse(head: head, body: bytes)
    }
}
