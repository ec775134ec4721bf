public import SteelcutDomain
public import SteelcutSystemClock

/// Keeps a client's tokens in files between runs of a program.
///
/// ```swift
/// let cache = TokenCache(folder: "/var/cache/billing", digest: try OpenSSLDigest())
/// let client = try TokenClient(issuer: "https://auth.example", credentials: credentials, cache: cache)
/// ```
///
/// One file an issuer or token endpoint, client, secret, method, set of scopes and list of resources. Its name is a MAC over them
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
    public init(folder: String, digest: any Ports.Digest, clock: any Ports.Clock = SystemClock()) {
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

    /// A token that was kept and is good for a while yet, and how many seconds ago it was asked for.
    func token(_ name: String) -> (response: TokenResponse, age: Int)? {
        guard let (token, asked) = entry(name), let lifetime = token.expiresIn else { return nil }
        let (age, overflow) = clock.now().seconds.subtractingReportingOverflow(asked)
        // A negative age: the clock was set back, and nothing is known.
        guard !overflow, age >= 0, age < lifetime else { return nil }
        let left = lifetime - age
        guard left >= 30, left > lifetime / 10 else { return nil }
        return (token, age)
    }

    /// Keeps a token that says how long it lives.
    ///
    /// - Parameter asked: When it was asked for: its life began no earlier.
    func keep(_ token: TokenResponse, asked: Timestamp, _ name: String) {
        guard token.expiresIn != nil, let answer = String(validating: token.json, as: UTF8.self) else { return }
        let entry = JSONWriter.write(
            .object([JSONMember("asked", .integer(asked.seconds)), JSONMember("answer", .string(answer))]))
        guard entry.count <= Self.largest else { return }
        PrivateFolder(folder)?.replace(name, with: entry)
    }

    /// Removes a token, where it still is the one that is kept.
    func drop(_ token: BearerToken, _ name: String) {
        guard let kept = entry(name)?.token, kept.accessToken.value.hasSameBytes(as: token.value) else { return }
        PrivateFolder(folder)?.remove(name)
    }

    private func entry(_ name: String) -> (token: TokenResponse, asked: Int)? {
        guard let bytes = PrivateFolder(folder)?.read(name, upTo: Self.largest),
            let entry = try? JSONReader.read(bytes), let asked = entry["asked"]?.number?.integer,
            let answer = entry["answer"]?.string, let token = try? TokenResponse(parsing: Array(answer.utf8))
        else { return nil }
        return (token, asked)
    }

    /// A MAC over all that decides which token is meant.
    func name(_ wish: TokenWish, endpoint: TokenEndpoint, _ credentials: TokenClient.Credentials) -> String {
        let client = ["steelcut token cache 2", endpoint.name, credentials.id, credentials.method.rawValue]
        // Hashed first: HMAC takes keys that differ in trailing NULs for one.
        let key = credentials.secret.withBytes(digest.sha256)
        return Base64URL.string(
            digest.hmacSHA256(key: key, TokenWish.encoded(client.map { Array($0.utf8) }) + wish.identity))
    }
}
