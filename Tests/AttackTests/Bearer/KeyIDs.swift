import SteelcutDomain
import Testing

/// `kid` is a name and nothing else: no path, no query, no pattern.
@Suite struct KeyIDs {
    static let names: [String] = [
        #""unknown""#, #""../../etc/passwd""#, #""' OR 1=1--""#, #""""#, "1", "null", "[]", "{}", "true", #""%00""#,
        #""\u0000""#, #""*""#, "\"" + String(repeating: "k", count: 257) + "\"",
        "\"" + String(repeating: "k", count: 5000) + "\"",
    ]

    @Test(arguments: Transport.all, names)
    func `another name is invalid`(_ transport: Transport, _ name: String) async throws {
        let server = try BearerFixture(over: transport)
        try await server.expectInvalid(try await server.mint(header: server.header(("kid", name))))
    }

    @Test(arguments: Transport.all)
    func `a twin of the right name is invalid`(_ transport: Transport) async throws {
        let server = try BearerFixture(over: transport)
        let name = server.key.signer.keyID.description
        for twin in [name + " ", " " + name, name + #"\u0000"#, name + "\u{301}", name.uppercased(), name + "="] {
            try await server.expectInvalid(try await server.mint(header: server.header(("kid", #""\#(twin)""#))))
        }
    }

    @Test(arguments: Transport.all)
    func `without a name a token is good where exactly one key fits`(_ transport: Transport) async throws {
        let alone = try BearerFixture(over: transport)
        try await alone.expectAccepted(try await alone.mint(header: alone.header(("kid", nil))))

        let besideOtherKind = try BearerFixture(over: transport, furtherKeys: [IssuerKey(.edDSA)])
        try await besideOtherKind.expectAccepted(
            try await besideOtherKind.mint(header: besideOtherKind.header(("kid", nil))))

        let besideSameKind = try BearerFixture(over: transport, furtherKeys: [IssuerKey(.es256)])
        try await besideSameKind.expectInvalid(
            try await besideSameKind.mint(header: besideSameKind.header(("kid", nil))))
        try await besideSameKind.expectAccepted(try await besideSameKind.mint())
    }
}
