#if Hummingbird
import SteelcutEndpoints
import HTTPTypes

/// What of a request Hummingbird lets pass and the programs' own front end does not (RFC 9112), as far as Hummingbird
/// tells it: the version of HTTP is not to be had here.
enum StrictRequestCheck {
    /// How long the body is.
    ///
    /// - Throws: `UnreadableRequest`, in the order of the programs' front end.
    static func bodyLength(
        of request: HTTPRequest, headerListLimit: Int
    ) throws(UnreadableRequest) -> StrictHead.BodyLength {
        try checkHeaderList(request, limit: headerListLimit)
        try StrictHead.checkTarget(request.path ?? "", isOptions: request.method == .options)
        try checkHost(request)
        let length = try StrictHead.bodyLength(
            StrictHead.SingleField(request.headerFields[values: .contentLength]),
            StrictHead.SingleField(request.headerFields[values: .transferEncoding]))
        // Hummingbird does not send 100: a client that waits for it sends after a while.
        try StrictHead.checkExpectations(request.headerFields[values: .expect])
        return length
    }

    private static func checkHeaderList(_ request: HTTPRequest, limit: Int) throws(UnreadableRequest) {
        let target = (request.path?.utf8.count ?? 0) + (request.authority?.utf8.count ?? 0)
        let size = request.headerFields.reduce(target) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
        guard size <= limit else { throw .headerList }
    }

    /// Exactly one Host: the first one is the authority, further ones are fields.
    private static func checkHost(_ request: HTTPRequest) throws(UnreadableRequest) {
        guard let host = request.authority, !request.headerFields.contains(.host), StrictHead.isHost(host) else {
            throw .host
        }
    }
}

extension HTTPField.Name {
    /// The name is a token, so the initializer can't fail; the other operand only spares a trap.
    fileprivate static let host = HTTPField.Name("Host") ?? .date
}
#endif
