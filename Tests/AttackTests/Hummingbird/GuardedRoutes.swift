import HTTPTypes
import Hummingbird
import SteelcutDomain
import SteelcutEndpoints
import SteelcutHummingbird
import SteelcutOpenSSL
import SteelcutRawHTTP
import Testing

/// A guarded route of somebody's app refuses as the resource server does, and knows whom it lets in.
@Suite struct GuardedRoutes {
    private let fixture: BearerFixture
    private let check: BearerCheck
    private let resource: ProtectedResourceURL

    init() throws {
        fixture = try BearerFixture(over: .direct, scopes: "read")
        check = BearerCheck(verify: try Self.verify(fixture))
        resource = try #require(ProtectedResourceURL(parsing: "https://rs.example/api_v0.0.1"))
    }

    private static func verify(_ fixture: BearerFixture) throws -> VerifyAccessToken {
        let issuer = try #require(Issuer(parsing: BearerFixture.issuer))
        return VerifyAccessToken(
            keys: fixture.keys, clock: fixture.clock, issuer: issuer,
            audience: try #require(ResourceIdentifier(parsing: BearerFixture.audience)))
    }

    /// Runs an app whose `/api_v0.0.1` needs the scope `read`; beside it stands a route that nobody guards.
    private func withApp(check: BearerCheck? = nil, _ body: (Int) async throws -> Void) async throws {
        let guarded = BearerGuard<BasicBearerRequestContext>(
            check ?? self.check, resource: resource, scopes: try #require(ScopeSet(parsing: "read")))
        try await HummingbirdUnderTest.with(
            ProtectedResourceMetadataEndpoint(
                resource: resource, issuer: try #require(Issuer(parsing: BearerFixture.issuer)),
                digest: try OpenSSLDigest()), answersEverything: false,
            routes: { router in
                router.get("unguarded") { _, context in try context.claims.clientID }
                let group = router.group("api_v0.0.1").add(middleware: guarded)
                for method in [HTTPRequest.Method.get, .head] {
                    group.on("", method: method) { _, context in
                        let id = try context.claims.clientID
                        return "\(id) may \(context.scopes), write: \(context.scopes.contains("write"))"
                    }
                }
            }, body)
    }

    private func send(_ authorizations: [String], method: HTTPRequest.Method = .get, to port: Int) async throws
        -> RawResponse
    {
        var request = HTTPRequest(method: method, scheme: "http", authority: "rs.example", path: "/api_v0.0.1")
        for value in authorizations { request.headerFields.append(HTTPField(name: .authorization, value: value)) }
        return try await RawRequest.send(request, to: port)
    }

    @Test func `the handler knows who asks and for what`() async throws {
        let token = try await fixture.mint(claims: BearerFixture.claims(("scope", #""read write""#)))
        try await withApp { port in
            let response = try await send(["Bearer " + token], to: port)
            #expect(response.status == 200)
            #expect(response.text == "c1 may read write, write: true")
        }
    }

    @Test func `refusals are those of the resource server`() async throws {
        let good = try await fixture.mint(claims: BearerFixture.claims(("scope", #""read""#)))
        let scopeless = try await fixture.mint()
        try await withApp { port in
            for authorizations in [
                [], ["Basic Z29vZDp4"], ["Bearer"], ["Bearer x", "Bearer x"], ["Bearer a.b.c"],
                ["Bearer " + good + "x"],
                ["Bearer " + scopeless], ["bearer  " + good.dropLast()],
            ] {
                let expected = try await fixture.answer(authorizations: authorizations)
                #expect(expected.status >= 400)
                for method in [HTTPRequest.Method.get, .head] {
                    let response = try await send(authorizations, method: method, to: port)
                    #expect(response.status == expected.status)
                    if method == .get { #expect(response.body == expected.body) }
                    for field in expected.fields { #expect(response[field.name.rawName] == field.value) }
                    #expect(response["Content-Length"] == "\(expected.body.count)")
                    #expect(response["X-Request-Id"] != nil)
                }
            }
        }
    }

    @Test func `without keys a token that might be good is 503`() async throws {
        let keyless = try BearerFixture(over: .direct, scopes: "read", neverHadKeys: true)
        let token = try await fixture.mint()
        let check = BearerCheck(verify: try Self.verify(keyless))
        try await withApp(check: check) { port in
            let response = try await send(["Bearer " + token], to: port)
            #expect(response.status == 503)
            #expect(response["Retry-After"] == "9")
            #expect(response["WWW-Authenticate"] == nil)
            #expect(try await send([], to: port).status == 401)
        }
    }

    /// Any closure will do: it is given the token's bytes.
    @Test func `a check of somebody's own is asked`() async throws {
        let check = BearerCheck { (token) async throws(BearerError) in
            throw token == Array("x".utf8) ? .insufficientScope(ScopeSet()) : .invalidToken(.issuer)
        }
        try await withApp(check: check) { port in
            let (x, y) = (try await send(["Bearer x"], to: port), try await send(["Bearer y"], to: port))
            #expect(x.status == 403)
            #expect(y.status == 401)
        }
    }

    @Test func `a route that forgot its guard knows nobody`() async throws {
        try await withApp { port in
            let request = HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/unguarded")
            let response = try await RawRequest.send(request, to: port)
            #expect(response.status == 500)
            #expect(response.body.isEmpty)
        }
    }
}
