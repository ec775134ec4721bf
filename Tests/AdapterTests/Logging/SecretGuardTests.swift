import Logging
import SteelcutDomain
import Testing

@testable import SteelcutLogging

@Suite struct `The net under the log` {
    private static let secret = "PRIVATE-" + String(repeating: "aB3-_", count: 8) + "xyz"
    private static let token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"
    private static let key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY-----"

    static let masked: [(text: String, shown: String)] = [
        (secret, "PRIVATE-<masked>"),
        ("secret=\(secret)&x=\(secret)", "secret=PRIVATE-<masked>&x=PRIVATE-<masked>"),
        ("\(secret)tail", "PRIVATE-<masked>"),
        ("Bearer \(token)", "Bearer <masked token>"),
        ("a\(token),b", "a<masked token>,b"),
        ("eyJhbGciOiJub25lIn0.eyJhIjoxfQ.", "<masked token>"),
        ("eyJh.b.c.d.e f", "<masked token> f"),
        (key, "<masked private key>"),
        ("x \(key) y", "x <masked private key> y"),
        ("-----BEGIN EC PRIVATE KEY-----\nabc", "<masked private key>"),
        ("-----BEGIN ENCRYPTED PRIVATE KEY-----abc-----END", "<masked private key>"),
        ("é\(secret)é", "éPRIVATE-<masked>é"),
    ]

    @Test(arguments: masked) func `masks what looks like a secret`(_ row: (text: String, shown: String)) {
        #expect(SecretGuard.mask(row.text) == row.shown)
    }

    @Test(arguments: [
        "", "PRIVATE-", "PRIVATE-short", "PRIVATE-" + String(repeating: "a", count: 42), "eyJ", "eyJhbGciOiJFUzI1NiJ9",
        "eyJa.b",
        "-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "a-b--c é 日本",
    ])
    func `leaves the rest`(_ text: String) {
        #expect(SecretGuard.mask(text) == text)
    }

    @Test(arguments: masked, LogFormat.allCases)
    func `hangs under message and metadata alike`(_ row: (text: String, shown: String), _ format: LogFormat) {
        let line = LogLine(
            time: .init(seconds: 0), level: .info, label: "l", message: row.text,
            metadata: [("k", .text(row.text)), ("l", .list([.text(row.text)]))])
        let text = LineStyle(format: format, hasColors: false).text(of: line)
        for canary in ["aB3-_", "c2lnbmF0dXJl", "MIGHAgEAMBMG", "abc"] { #expect(!text.contains(canary)) }
    }
}
