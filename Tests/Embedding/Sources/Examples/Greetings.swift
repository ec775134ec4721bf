import HTTPTypes
import Logging
import ServiceLifecycle
import SteelcutDomain
import SteelcutEndpoints
import SteelcutNIOServer
import SteelcutResource
import SteelcutSystemClock

/// Greets whoever brings a token of the issuer: a plain function from request to response.
struct Greetings: Endpoint {
    let check: BearerCheck
    let challenge: BearerChallenge

    func respond(to request: HTTPRequest, body: [UInt8]) async -> EndpointResponse {
        do throws(BearerError) {
            let claims = try await check(request.headerFields)
            let head = HTTPResponse(status: .ok, headerFields: [.contentType: "text/plain"])
            return EndpointResponse(head: head, body: Array("hello, \(claims.clientID)".utf8))
        } catch { return challenge.response(to: error) }
    }

    func respond(toOversized request: HTTPRequest) -> EndpointResponse {
        EndpointResponse(head: HTTPResponse(status: .contentTooLarge))
    }
}

/// Serves them with the server of Steelcut's own programs, on SwiftNIO: limits, deadlines and a graceful stop included.
func greetings(on listener: HTTPListener, issuer: String, resource: ProtectedResourceURL) throws -> ServiceGroup {
    let verifier = try AccessTokenVerifier(issuer: issuer, audience: "greetings")
    let endpoint = Greetings(
        check: BearerCheck(verify: verifier.check), challenge: BearerChallenge(resource: resource))
    let server = HTTPServer(listener: listener, endpoint: endpoint, clock: SystemClock())
    return ServiceGroup(
        services: [verifier, server], gracefulShutdownSignals: [.sigterm], logger: Logger(label: "greetings"))
}
