public import SteelcutDomain

/// Keeps tokens in files between runs of a program.
///
/// One file a token endpoint, client, secret, method, set of scopes and list of resources. Its name is a MAC over them
/// under the secret: another secret never finds it, and the secret is not in it. The folder has mode 0700, its files
/// 0600. What is not plainly ours or can't be read counts as absent and is replaced; a cache that can't be written
/// is none.
public struct TokenCache: Sendable {
    /// Answers larger than this aren't kept.
    private static let largest = 64 << 10

    private let folder: String
    private let digest: any Ports.Digest
    private let clock: any Ports.Clock

    /// A cache in this folder, which is made where it is missing.
    public init(folder: String, digest: any Ports.Digest, clock: any Ports.Clock) {
        self.folder = folder
        self.digest = digest
        self.clock = clock
    }

    /// `$XDG_CACHE_HOME/steelcut`, else `~/.cache/steelcut`; `nil` where there is no home.
    ///
    /// A relative `XDG_CACHE_HOME` counts as absent, as the XDG base directory specification asks.
    public static func defaultFolder(environment: [String: String]) -> String? {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/steelcut" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/steelcut" }
        return nil
    }

    /// A token from the cache, or a new one from the server, which is then kept.
    ///
    /// - Throws: `ClientFailure` where a new one is needed and can't be had.
    public func token(
        from client: TokenClient, resources: [String] = [], scopes: String? = nil
    ) async throws(ClientFailure) -> TokenResponse {
        let name = name(client, resources, scopes)
        if let kept = kept(name) { return kept }
        // Before the request: the lifetime counts from when the server answered, which is later.
        let asked = clock.now()
        let token = try await client.token(resources: resources, scopes: scopes)
        keep(token, asked: asked, name)
        return token
    }

    /// Drops what is kept for such a request: the token was refused.
    public func forget(_ client: TokenClient, resources: [String] = [], scopes: String? = nil) {
        PrivateFolder(folder)?.remove(name(client, resources, scopes))
    }

    private func kept(_ name: String) -> TokenResponse? {
        guard let bytes = PrivateFolder(folder)?.read(name, upTo: Self.largest),
            let entry = try? JSONReader.read(bytes), let asked = entry["asked"]?.number?.integer,
            let answer = entry["answer"]?.string, let token = try? TokenResponse(parsing: Array(answer.utf8))
        else { return nil }
        let (age, overflow) = clock.now().seconds.subtractingReportingOverflow(asked)
        // A negative age: the clock was set back, and nothing is known.
        guard !overflow, age >= 0, age < token.expiresIn else { return nil }
        let left = token.expiresIn - age
        guard left >= 30, left > token.expiresIn / 10 else { return nil }
        return token.aged(by: age)
    }

    private func keep(_ token: TokenResponse, asked: Timestamp, _ name: String) {
        guard let answer = String(validating: token.json, as: UTF8.self) else { return }
        let entry = JSONWriter.write(
            .object([JSONMember("asked", .integer(asked.seconds)), JSONMember("answer", .string(answer))]))
        guard entry.count <= Self.largest else { return }
        PrivateFolder(folder)?.replace(name, with: entry)
    }

    /// A MAC over all that decides which token is meant, each part with its length, each list with its count.
    private func name(_ client: TokenClient, _ resources: [String], _ scopes: String?) -> String {
        var bytes: [UInt8] = []
        func append(_ text: String) {
            bytes += Array("\(text.utf8.count):".utf8) + Array(text.utf8)
        }
        func append(_ list: [String]) {
            append("\(list.count)")
            list.forEach { append($0) }
        }
        append("steelcut token cache 1")
        append(client.url.text)
        append(client.clientID)
        append(client.method.rawValue)
        // RFC 6749 section 3.3: order and repetition of scopes mean nothing.
        append(
            Set((scopes ?? "").utf8.split(separator: 0x20).map { Array($0) }).map {
                String(decoding: $0, as: UTF8.self)
            }
            .sorted())
        append(resources)
        // Hashed first: HMAC takes keys that differ in trailing NULs for one.
        let key = client.secret.withBytes(digest.sha256)
        return Base64URL.string(digest.hmacSHA256(key: key, bytes))
    }
}
