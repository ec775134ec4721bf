import SteelcutDomain
import Testing

/// RFC 8725 section 3.1: each key is for one algorithm, whatever the header says.
@Suite struct KeyOfAnotherAlgorithm {
    static let pairs = SignatureAlgorithm.allCases.flatMap { key in
        SignatureAlgorithm.allCases.filter { $0 != key }.map { (key, $0) }
    }

    @Test(arguments: Transport.all, pairs)
    func `is invalid`(
        _ transport: Transport, _ pair: (key: SignatureAlgorithm, header: SignatureAlgorithm)
    ) async throws {
        let server = try BearerFixture(over: transport, algorithm: pair.key)
        let header = server.header(("alg", #""\#(pair.header.rawValue)""#))
        try await server.expectInvalid(try await server.mint(header: header))
    }
}
