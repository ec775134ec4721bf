import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import Testing

/// The published key set: what it holds, how long it may be remembered, and when it need not be sent again.
@Suite struct KeySetEndpointTests {
    static let path = "/.well-known/jwks.json"

    @Test func `the set is a JWK set of public keys with a validator`() async throws {
        let server = try EndpointFixture().authorizationServer
        let answer = await EndpointFixture.get(Self.path, from: server)
        #expect(answer.head.status == .ok)
        #expect(answer.head.headerFields[.contentType] == "application/jwk-set+json")
        #expect(answer.head.headerFields[.cacheControl] == "public, max-age=300")
        #expect(answer.head.headerFields[.eTag]?.utf8.count == 45)
        let key = try #require(try answer.json["keys"]?.array?.first)
        guard case .object(let members) = key else { return #expect(Bool(false), "no object") }
        #expect(members.map(\.name) == ["crv", "kty", "x", "y", "use", "alg", "kid"])
        let head = await EndpointFixture.get(Self.path, method: .head, from: server)
        #expect(head.head == answer.head)
    }

    @Test(arguments: [(0, 0), (40, 20), (10_000, 300)])
    func `max-age follows the time of publication`(_ row: (setting: Int, age: Int)) async throws {
        let server = try EndpointFixture(publishBeforeUse: row.setting).authorizationServer
        let answer = await EndpointFixture.get(Self.path, from: server)
        #expect(answer.head.headerFields[.cacheControl] == "public, max-age=\(row.age)")
    }

    @Test func `who has the set is told so without it`() async throws {
        let server = try EndpointFixture().authorizationServer
        let full = await EndpointFixture.get(Self.path, from: server)
        let tag = try #require(full.head.headerFields[.eTag])
        for condition in [
            tag, "W/" + tag, "*", " * ", "\"x\", " + tag, tag + ",\"y\"", "W/\"x\" , ,W/" + tag, ", " + tag,
        ] {
            let answer = await EndpointFixture.get(Self.path, [.ifNoneMatch: condition], from: server)
            #expect(answer.head.status == .notModified, "\(condition)")
            #expect(answer.body.isEmpty)
            #expect(answer.head.headerFields[.eTag] == tag)
            #expect(answer.head.headerFields[.cacheControl] == full.head.headerFields[.cacheControl])
        }
        for condition in [
            "\"x\"", "", tag.dropLast() + "", "w/" + tag, tag + tag, "*, " + tag, "x, " + tag, tag + " x", "W/",
        ] {
            let answer = await EndpointFixture.get(Self.path, [.ifNoneMatch: condition], from: server)
            #expect(answer.head.status == .ok, "\(condition)")
            #expect(answer.body == full.body)
        }
    }

    @Test func `the condition may come in several fields`() async throws {
        let server = try EndpointFixture().authorizationServer
        let tag = try #require(await EndpointFixture.get(Self.path, from: server).head.headerFields[.eTag])
        var fields = HTTPFields()
        fields.append(HTTPField(name: .ifNoneMatch, value: "\"x\""))
        fields.append(HTTPField(name: .ifNoneMatch, value: tag))
        #expect(await EndpointFixture.get(Self.path, fields, from: server).head.status == .notModified)
    }

    @Test func `If-Match wants a strong match and comes first`() async throws {
        let server = try EndpointFixture().authorizationServer
        let tag = try #require(await EndpointFixture.get(Self.path, from: server).head.headerFields[.eTag])
        for (condition, status) in [(tag, 200), ("*", 200), ("W/" + tag, 412), ("\"x\"", 412), ("x", 412)] {
            let answer = await EndpointFixture.get(Self.path, [.ifMatch: condition], from: server)
            #expect(answer.head.status.code == status, "\(condition)")
        }
        let both = await EndpointFixture.get(Self.path, [.ifMatch: "\"x\"", .ifNoneMatch: tag], from: server)
        #expect(both.head.status == .preconditionFailed)
    }

    @Test func `before keys were read it is 503`() async throws {
        let answer = await EndpointFixture.get(Self.path, from: try EndpointFixture(hasKeys: false).authorizationServer)
        #expect(answer.head.status == .serviceUnavailable)
        #expect(answer.head.headerFields[.retryAfter] == "8")
        #expect(try answer.json["error"] == .string("temporarily_unavailable"))
    }

    @Test func `another method is 405, and a large body 413`() async throws {
        let server = try EndpointFixture().authorizationServer
        let post = await EndpointFixture.get(Self.path, method: .post, from: server)
        #expect(post.head.status == .methodNotAllowed)
        #expect(post.head.headerFields[.allow] == "GET, HEAD")
        let options = await EndpointFixture.get(Self.path, method: .options, from: server)
        #expect(options.head.status == .noContent)
        #expect(options.head.headerFields[.allow] == "GET, HEAD")
        let large = HTTPRequest(method: .get, scheme: "http", authority: "x", path: Self.path)
        #expect(server.respond(toOversized: large).head.status == .contentTooLarge)
    }
}
