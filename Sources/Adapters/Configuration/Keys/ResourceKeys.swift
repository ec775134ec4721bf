// The keys that are the resource server's alone, or mean something else there.
extension ConfigurationKey {
    static let resourceRoute = ConfigurationKey(
        "resource.route", .text(form: "path segments such as api_v0.0.1 or v1/status"), default: .value("api_v0.0.1"),
        "path that the resource is served at")
    static let resourceFile = ConfigurationKey(
        "resource.file", .text(form: "a path"), default: .required,
        "JSON file that is served, checked and read at start and on SIGHUP")
    static let resourceURL = ConfigurationKey(
        "resource.url", .text(form: "an http or https URL without query or fragment"),
        default: .derived("http(s)://<http.host>:<http.port>/<resource.route>"),
        "the resource's name in its metadata (RFC 9728)")
    static let trustedIssuer = ConfigurationKey(
        "issuer", issuer.kind, default: .required, "iss that a token must carry")
    static let acceptedAudience = ConfigurationKey(
        "audience", audience.kind, default: .required, "aud that a token must carry, alone or among others")
    static let requiredScope = ConfigurationKey(
        "scope", .words, "scopes that a token must carry, all of them")
    static let keySetURL = ConfigurationKey(
        "jwks.url", .text(form: "an http or https URL without fragment"),
        default: .derived("from the issuer's metadata"),
        "where the issuer's public keys are fetched; excludes jwks.file")
    static let keySetFile = ConfigurationKey(
        "jwks.file", .text(form: "a path"), "file of the issuer's public keys; excludes jwks.url")
    static let revocationsURL = ConfigurationKey(
        "revocations.url", .text(form: "an http or https URL without fragment"),
        default: .derived("from the issuer's metadata; none with jwks.url or jwks.file"),
        "where the issuer's signed list of revocations is fetched")
    static let revocationsPoll = ConfigurationKey(
        "revocations.poll", .duration(0...3600), default: .value("5s"),
        "how often that list is asked for: what is revoked is refused within this time; 0: it is not followed")
    static let revocationsStale = ConfigurationKey(
        "revocations.stale", .text(form: "accept, refuse, or a duration from 1s to 30d"), default: .value("10m"),
        "how long tokens are taken by what was known last while the list can't be had; then 503; accept: for ever")
}
