import NIOCore
import SteelcutEndpoints

/// What all connections of a server share.
struct ServerContext: Sendable {
    let endpoint: any Endpoint
    let limits: HTTPLimits
    let isSecure: Bool
    let date: HTTPDate
    let makeRequestID: @Sendable () -> String
    let log: AccessLog
}

/// Asks a connection to end as soon as the requests whose heads it has read are answered.
struct StopServing: Sendable {}
