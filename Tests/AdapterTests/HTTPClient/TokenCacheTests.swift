import Foundation
import SteelcutDomain
import SteelcutOpenSSL
import SteelcutRawHTTP
import Synchronization
import Testing

@testable import SteelcutClient

@Suite struct TokenCacheTests {
    private let clock = ClientManualClock()
    private let parent: ClientTestFolder
    private var folder: String { parent.path + "/cache/steelcut" }

    init() throws { parent = try ClientTestFolder() }

    private func cache() throws -> TokenCache {
        TokenCache(folder: folder, digest: try OpenSSLDigest(), clock: clock)
    }

    /// A server whose tokens are numbered.
    private func server(lifetime: Int = 3600) async throws -> ScriptedServer {
        let count = Mutex(0)
        return try await ScriptedServer { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return .json(
                #"{"access_token":"token-\#(number)","token_type":"Bearer","expires_in":\#(lifetime),"x":"é\n"}"#)
        }
    }

    /// A client as a new run of a program makes it: it remembers nothing but what the files hold.
    private func client(
        _ server: ScriptedServer, id: String = "me", secret: String = "PRIVATE-canary", path: String = "/token",
        _ method: TokenClient.Method = .basic, cache: TokenCache? = nil
    ) throws -> TokenClient {
        try TokenClient(
            tokenURL: server.origin + path,
            credentials: TokenClient.Credentials(id: id, secret: ClientSecret(presented: secret), method: method),
            cache: cache ?? self.cache(), connections: .patient, clock: clock)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).map { folder + "/" + $0 }
    }

    @Test func `a token is asked for once, and ages`() async throws {
        let server = try await server()
        let fresh = try await client(server).token(scope: "a b", resources: ["r"])
        clock.advance(.seconds(100))
        let kept = try await client(server).token(scope: "b a b", resources: ["r"])
        #expect(server.requests.count == 1)
        #expect(kept.accessToken.value == fresh.accessToken.value)
        #expect(fresh.expiresIn == 3600)
        #expect(kept.expiresIn == 3500)
        let json = try JSONReader.read(kept.json)
        #expect(json["expires_in"] == .integer(3500))
        #expect(json["access_token"]?.string == "token-1")
        #expect(json["x"]?.string == "é\n")
    }

    @Test(arguments: [
        (3600, 3239, true), (3600, 3240, false), (3600, 4000, false), (100, 70, true), (100, 71, false),
        (29, 0, false), (30, 0, true), (300, 269, true), (300, 270, false), (301, 270, true),
    ])
    func `a token is used while enough of its life is left`(_ life: Int, _ age: Int, _ isUsed: Bool) async throws {
        let server = try await server(lifetime: life)
        _ = try await client(server).token()
        clock.advance(.seconds(age))
        let token = try await client(server).token()
        #expect(token.accessToken.value == (isUsed ? "token-1" : "token-2"))
    }

    @Test func `a clock that was set back empties the cache`() async throws {
        let server = try await server()
        _ = try await client(server).token()
        clock.setWallBack(1)
        #expect(try await client(server).token().accessToken.value == "token-2")
    }

    @Test func `no two requests share an entry`() async throws {
        let server = try await server()
        let clients: [() throws -> TokenClient] = [
            { try client(server) }, { try client(server, id: "you") },
            { try client(server, secret: "PRIVATE-canary\0") }, { try client(server, secret: "PRIVATE-other") },
            { try client(server, path: "/other") }, { try client(server, id: "me\0", secret: "") },
            { try client(server, .post) },
        ]
        let wishes: [([String], String?)] = [
            ([], nil), ([], "a"), (["a"], nil), (["a"], "a"), ([], "a b"), (["a", "b"], nil), (["b", "a"], nil),
            (["a b"], nil), (["ab"], nil), ([""], nil), (["1:a1:b"], nil),
        ]
        func all() async throws -> [String] {
            var tokens: [String] = []
            for client in clients {
                for (resources, scopes) in wishes {
                    tokens.append(
                        try await client().token(scope: scopes, resources: resources).accessToken.value)
                }
            }
            return tokens
        }
        let first = try await all()
        #expect(Set(first).count == clients.count * wishes.count)
        #expect(try await all() == first)
        #expect(server.requests.count == first.count)
    }

    @Test func `folder and files are private and hold no secret`() async throws {
        let server = try await server()
        _ = try await client(server).token()
        #expect(try parent.mode(of: folder) == 0o700)
        #expect(try parent.mode(of: parent.path + "/cache") == 0o700)
        let file = try #require(try files().first)
        #expect(try files().count == 1)
        #expect(try parent.mode(of: file) == 0o600)
        #expect(!file.contains("canary"))
        #expect(!(try String(contentsOfFile: file, encoding: .utf8)).contains("canary"))
    }

    @Test func `a folder of ours that others may enter is closed`() async throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        _ = try await client(try await server()).token()
        #expect(try parent.mode(of: folder) == 0o700)
        #expect(try files().count == 1)
    }

    /// What somebody may have done to an entry.
    enum Damage: String, CaseIterable {
        case emptied, truncated, garbage, foreign, groupReadable, symlink, hardLink, folder, pipe, huge, future,
            noAnswer
    }

    @Test(arguments: Damage.allCases)
    func `a damaged entry is ignored and replaced`(_ damage: Damage) async throws {
        let server = try await server()
        _ = try await client(server).token()
        let file = try #require(try files().first)
        try inflict(damage, on: file)
        #expect(try await client(server).token().accessToken.value == "token-2")
        if damage == .folder { return }
        #expect(try await client(server).token().accessToken.value == "token-2")
        #expect(server.requests.count == 2)
        #expect(try parent.mode(of: file) == 0o600)
    }

    private func inflict(_ damage: Damage, on file: String) throws {
        let content = try String(contentsOfFile: file, encoding: .utf8)
        let manager = FileManager.default
        func put(_ text: String) throws {
            let handle = try #require(FileHandle(forWritingAtPath: file))
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }
        switch damage {
        case .emptied: try put("")
        case .truncated: try put(String(content.dropLast()))
        case .garbage: try put("\u{0}\u{1}")
        // Only root may give files away; whoever is not root finds somebody else's file in a link that is not followed.
        case .foreign:
            if chown(file, 12_345, 12_345) != 0 {
                try manager.removeItem(atPath: file)
                try manager.createSymbolicLink(atPath: file, withDestinationPath: "/etc/hostname")
            }
        case .groupReadable: try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        case .symlink:
            try manager.moveItem(atPath: file, toPath: parent.path + "/moved")
            try manager.createSymbolicLink(atPath: file, withDestinationPath: parent.path + "/moved")
        case .hardLink: try manager.linkItem(atPath: file, toPath: parent.path + "/link")
        case .folder:
            try manager.removeItem(atPath: file)
            try manager.createDirectory(atPath: file, withIntermediateDirectories: false)
        case .pipe:
            try manager.removeItem(atPath: file)
            #expect(mkfifo(file, 0o600) == 0)
        case .huge: try put(content + String(repeating: " ", count: 64 << 10))
        case .future: try put(content.replacing("1763756400", with: "1763756401"))
        case .noAnswer: try put(#"{"asked":1763756400,"answer":"{}"}"#)
        }
    }

    @Test func `a folder that is not plainly ours is not used, and the token is had all the same`() async throws {
        let server = try await server()
        let real = parent.path + "/real"
        try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: parent.path + "/link", withDestinationPath: real)
        try "".write(toFile: parent.path + "/file", atomically: true, encoding: .utf8)
        let foreign = parent.path + "/foreign"
        try FileManager.default.createDirectory(atPath: foreign, withIntermediateDirectories: false)
        let gaveAway = chown(foreign, 12_345, 12_345) == 0
        let folders = [
            parent.path + "/link", parent.path + "/file", parent.path + "/file/below", "",
            gaveAway ? foreign : "/usr",
        ]
        for (index, folder) in folders.enumerated() {
            let cache = TokenCache(folder: folder, digest: try OpenSSLDigest(), clock: clock)
            for round in 1...2 {
                let token = try await client(server, cache: cache).token()
                #expect(token.accessToken.value == "token-\(index * 2 + round)")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: real).isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: foreign).isEmpty)
    }

    @Test func `what was refused is dropped and asked for again, unless another took its place`() async throws {
        let server = try await server()
        let refused = try await self.client(server).token(resources: ["a"]).accessToken
        let other = try await self.client(server).token(resources: ["b"]).accessToken
        let client = try client(server)
        client.drop(other, resources: ["a"])
        #expect(try await client.token(resources: ["a"]).accessToken.value == "token-1")
        client.drop(refused, resources: ["a"])
        #expect(try await client.token(resources: ["a"]).accessToken.value == "token-3")
        #expect(try await self.client(server).token(resources: ["a"]).accessToken.value == "token-3")
        #expect(try await self.client(server).token(resources: ["b"]).accessToken.value == "token-2")
    }

    @Test func `a failure is not kept`() async throws {
        let fails = Mutex(true)
        let server = try await ScriptedServer { _ in
            fails.withLock { $0 }
                ? .json(#"{"error":"invalid_client"}"#, status: 401) : .json(TokenClientTests.good)
        }
        await #expect(throws: ClientFailure.self) { try await client(server).token() }
        fails.withLock { $0 = false }
        #expect(try await client(server).token().accessToken.value == "abc.DEF-1")
    }

    @Test(
        arguments: [
            (["XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/steelcut"), (["HOME": "/h"], "/h/.cache/steelcut"),
            (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache/steelcut"),
            (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache/steelcut"), (["HOME": "h"], nil), ([:], nil),
        ] as [([String: String], String?)])
    func `the default folder is the one of the XDG specification`(
        _ environment: [String: String], _ expected: String?
    ) {
        #expect(TokenCache.defaultFolder(environment: environment) == expected)
    }
}
