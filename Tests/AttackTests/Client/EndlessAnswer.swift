import SteelcutClient
import SteelcutRawHTTP
import Testing

/// Row 62: an answer that doesn't end must not fill the memory.
@Suite struct EndlessAnswer {
    @Test(arguments: [200, 400, 503])
    func `10 MiB are refused, whatever the status`(_ status: Int) async throws {
        let body = ClientFixture.token + String(repeating: " ", count: 10 << 20)
        let (failure, server) = try await ClientFixture.outcome(of: .json(body, status: status))
        #expect(failure == .tooLarge)
        ClientFixture.expectOneRequest(server, failure)
    }

    @Test func `chunks without an end are cut off`() async throws {
        let chunk = "10000\r\n" + String(repeating: " ", count: 0x10000) + "\r\n"
        let (failure, server) = try await ClientFixture.outcome(
            of: ScriptedServer.Answer(
                raw: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + String(repeating: chunk, count: 20), closes: false))
        #expect(failure == .tooLarge)
        ClientFixture.expectOneRequest(server, failure)
    }
}
