/// How far two machines' clocks may be apart.
public enum Leeway {
    /// 30 seconds, for `exp`, `iat` and `nbf` alike (RFC 7519 sections 4.1.4 and 4.1.5 allow "a few minutes").
    public static let seconds = 30
}
