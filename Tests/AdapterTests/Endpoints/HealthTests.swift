import HTTPTypes
import SteelcutDomain
import SteelcutEndpoints
import Testing

/// Both servers say how they are.
@Suite struct HealthTests {
    @Test(arguments: [(Health.ok, 200, "ok"), (.degraded, 200, "degraded"), (.unavailable, 503, "unavailable")])
    func `each state has its status and word`(_ row: (health: Health, status: Int, word: String)) async throws {
        let fixture = try EndpointFixture(issuer: "https://as.example/t")
        fixture.health.value = row.health
        for (endpoint, path) in [
            (fixture.authorizationServer as any Endpoint, "/health/live"),
            (fixture.authorizationServer, "/health/ready"),
            (fixture.authorizationServer, "/t/health/ready"), (fixture.resourceServer, "/health/live"),
            (fixture.resourceServer, "/health/ready?verbose"),
        ] {
            for method in [HTTPRequest.Method.get, .head] {
                let answer = await EndpointFixture.get(path, method: method, from: endpoint)
                #expect(answer.head.status.code == row.status)
                #expect(answer.head.headerFields[.contentType] == "application/json")
                #expect(answer.head.headerFields[.cacheControl] == "no-store")
                #expect(answer.head.headerFields.contains(.retryAfter) == (row.status == 503))
                #expect(String(decoding: answer.body, as: UTF8.self) == #"{"status":"\#(row.word)"}"#)
            }
        }
    }
}
