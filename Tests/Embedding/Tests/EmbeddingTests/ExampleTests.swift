@testable import Examples
import Logging
import ServiceLifecycle
import SteelcutArgon2
import SteelcutDomain
import SteelcutEndpoints
import SteelcutNIOServer
import SteelcutOpenSSL
import SteelcutSystemClock
import Testing

/// The examples of Docs/Embedding.md, started as they are and asked over real sockets with real tokens.
@Suite struct ExampleTests {
    private let clients = ClientBook()
    private let resource: ProtectedResourceURL
    private let write: ScopeSet

    init() throws {
        resource = try #require(ProtectedResourceURL(parsing: "https://notes.example/notes"))
        write = try #require(ScopeSet(parsing: "write"))
    }

    /// Registers a client in the app's own store.
    private func register(_ scopes: String) async throws -> (id: String, secret: String) {
        let random = OpenSSLRandomness()
        let secrets = NewSecret(
            hasher: try Argon2Hasher(cost: .standard, threads: 1, random: random), random: random, clock: SystemClock())
        let issued = try await RegisterClient(clients: clients, secrets: secrets, hasAudience: false)(
            ClientRegistration(
                name: try #require(ClientName(parsing: "reader")),
                resources: try ["notes", "greetings"].map { try #require(ResourceIdentifier(parsing: $0)) },
                scopes: try #require(ScopeSet(parsing: scopes))))
        return (issued.client.id.description, issued.secret.withBytes { String(decoding: $0, as: UTF8.self) })
    }

    /// Runs the token server and lends what is known of it.
    private func withTokens(_ body: (_ issuer: Issuer) async throws -> Void) async throws {
        try await withApp({ url in
            try await tokenServer(issuer: try #require(Issuer(parsing: url)), clients: clients)
        }) { url in try await body(try #require(Issuer(parsing: url))) }
    }

    private func token(
        of client: (id: String, secret: String), for resource: String, at issuer: Issuer
    ) async throws -> String {
        let answer = try await ask(
            issuer.url(of: "/token"), .POST, body: "grant_type=client_credentials&resource=\(resource)", basic: client)
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(try JSONReader.read(Array(answer.text.utf8))["access_token"]?.string)
    }

    /// Asks until the issuer's keys are there: they are fetched beside the requests, which hear 503 until then.
    private func untilKeysAreThere(_ url: String, token: String) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while try await ask(url, token: token).status == 503 {
            try #require(ContinuousClock.now < deadline, "no keys after 20 s")
        }
    }

    @Test func `a token server over a store of one's own`() async throws {
        let client = try await register("read")
        try await withTokens { issuer in
            _ = try await token(of: client, for: "notes", at: issuer)
            let wrong = try await ask(
                issuer.url(of: "/token"), .POST, body: "grant_type=client_credentials", basic: (client.id, "wrong"))
            #expect(wrong.status == 401)
            #expect(wrong.text.contains("invalid_client"))
            let form = "grant_type=client_credentials"
            #expect(try await ask(issuer.url(of: "/token"), .POST, body: form).status == 401)
            #expect(try await ask(issuer.url(of: "/token")).status == 405)
            #expect(try await ask(issuer.description + "/").text == "Tokens are at /token.")
            #expect(try await ask(issuer.metadataURL).text.contains(#""issuer":"\#(issuer)""#))
        }
    }

    @Test func `a Hummingbird app that protects its routes`() async throws {
        let reader = try await register("read")
        let writer = try await register("read write")
        try await withTokens { issuer in
            let readers = try await token(of: reader, for: "notes", at: issuer)
            let writers = try await token(of: writer, for: "notes", at: issuer)
            let others = try await token(of: writer, for: "greetings", at: issuer)
            try await withApp({ _ in try notesAPI(issuer: issuer, resource: resource, write: write) }) { url in
                #expect(try await ask(url + "/").status == 200)
                try await untilKeysAreThere(url + "/notes", token: readers)
                #expect(try await ask(url + "/notes", token: readers).text == "notes of \(reader.id), to read")
                #expect(
                    try await ask(url + "/notes", token: writers).text == "notes of \(writer.id), to read and to write")
                let noted = try await ask(url + "/notes", .POST, token: writers, body: "milk")
                #expect(noted.text == "\(writer.id) noted: milk")

                let refused = try await ask(url + "/notes", .POST, token: readers, body: "milk")
                #expect(refused.status == 403)
                #expect(refused.challenge?.contains(#"error="insufficient_scope", scope="write""#) == true)
                #expect(try await ask(url + "/notes", token: others).status == 401)
                let stranger = try await ask(url + "/notes")
                #expect(stranger.status == 401)
                let metadata = "/.well-known/oauth-protected-resource/notes"
                #expect(stranger.challenge?.contains(#"resource_metadata="https://notes.example\#(metadata)""#) == true)
                #expect(try await ask(url + metadata).text.contains(issuer.description))
            }
        }
    }

    @Test func `a plain SwiftNIO server`() async throws {
        let client = try await register("read")
        try await withTokens { issuer in
            let good = try await token(of: client, for: "greetings", at: issuer)
            let others = try await token(of: client, for: "notes", at: issuer)
            let logger = Logger(label: "greetings") { _ in SwiftLogNoOpLogHandler() }
            let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
            let group = try greetings(on: listener, issuer: issuer.description, resource: resource)
            try await running(group) {
                let url = "http://127.0.0.1:\(listener.port)/"
                try await untilKeysAreThere(url, token: good)
                let answer = try await ask(url, token: good)
                #expect(answer.status == 200)
                #expect(answer.text == "hello, \(client.id)")
                #expect(try await ask(url, token: others).status == 401)
                #expect(try await ask(url).status == 401)
            }
        }
    }
}
