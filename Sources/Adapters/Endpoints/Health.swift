import HTTPTypes
import SteelcutDomain

/// Whether a server can do its work.
public enum Health: String, Hashable, Sendable {
    /// Everything it needs is at hand.
    case ok
    /// It answers from what it remembers: the store, or the issuer of the keys, can't be asked.
    case degraded
    /// It can't answer yet: keys and store were never loaded.
    case unavailable

    /// 200, or 503 with `Retry-After`; never to be stored.
    var response: EndpointResponse {
        var head = HTTPResponse(
            status: self == .unavailable ? .serviceUnavailable : .ok,
            headerFields: [.contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache"])
        if self == .unavailable { head.headerFields.append(.retryAfter(1)) }
        return EndpointResponse(
            head: head, body: JSONWriter.write(.object([JSONMember("status", .string(rawValue))])))
    }
}

extension Router.Route {
    /// The routes of the health endpoints.
    static func health(_ health: @escaping @Sendable () -> Health) -> [String: Router.Route] {
        let route = reading { _, _ in health().response }
        return ["/health/live": route, "/health/ready": route]
    }
}
