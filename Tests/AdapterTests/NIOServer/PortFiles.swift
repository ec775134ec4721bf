import Foundation
import Logging
import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

@Suite struct PortFiles {
    @Test func `holds the port and a line end, with nothing left beside it`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "steelcut-port-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "port").path(percentEncoded: false)
        try Data("an old one, longer than the new".utf8).write(to: URL(filePath: file))
        try await ServerUnderTest.with(EchoEndpoint(), portFile: file) { server in
            // The file is written once the server accepts, and it is there before the stop is.
            let client = try await RawClient.connect(to: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            // It is written once the server accepts, which is no later than that, but beside it.
            let deadline = ContinuousClock.now + .seconds(30)
            while try String(contentsOfFile: file, encoding: .utf8) != "\(server.port)\n", .now < deadline {
                await Task.yield()
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "\(server.port)\n")
            await server.stop()
            _ = try await client.rest()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) == ["port"])
    }

    @Test func `that cannot be written ends the run with an error that names it`() async throws {
        let path = "/nowhere/to/be/found/port"
        let listener = try await HTTPListener.bind(
            HTTPServerConfiguration(port: 0, portFile: path), logger: Logger(label: "test"))
        let server = HTTPServer(
            listener: listener, endpoint: EchoEndpoint(), clock: FixedClock(), makeRequestID: { "id" })
        let failure = await #expect(throws: PortFileFailure.self) { try await server.run() }
        #expect(failure?.description.hasPrefix("cannot write the port file /nowhere/to/be/found/port; ") == true)
    }
}
