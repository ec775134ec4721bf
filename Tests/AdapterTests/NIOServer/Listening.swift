import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import SteelcutRawHTTP
import Testing

@testable import SteelcutNIOServer

@Suite struct Listening {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func server(on listener: HTTPListener) -> HTTPServer {
        HTTPServer(listener: listener, endpoint: EchoEndpoint(), clock: FixedClock(), makeRequestID: { "id" })
    }

    @Test func `the port is known before, and connections wait for the server to run`() async throws {
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        #expect(listener.port > 0)
        let early = try await RawClient.connect(to: listener.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let server = server(on: listener)
        let running = Task { try await server.run() }
        #expect(try await early.response().status == 200)
        running.cancel()
        try await running.value
    }

    @Test func `a port that is taken is named`() async throws {
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        defer { listener.close() }
        let failure = await #expect(throws: ListenFailure.self) {
            try await HTTPListener.bind(HTTPServerConfiguration(port: listener.port), logger: logger)
        }
        #expect(
            failure?.description.hasPrefix("cannot listen on 127.0.0.1:\(listener.port): the address is in use; ")
                == true)
    }

    @Test func `an address that is not ours is named`() async throws {
        let failure = await #expect(throws: ListenFailure.self) {
            try await HTTPListener.bind(HTTPServerConfiguration(host: "192.0.2.1", port: 0), logger: logger)
        }
        #expect(failure?.description.contains("192.0.2.1:0: this machine does not have that address; ") == true)
    }

    @Test func `a listener that nobody serves on can be closed`() async throws {
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        listener.close()
        listener.close()
        _ = try await listener.ended.get()
        await #expect(throws: (any Error).self) { try await RawClient.connect(to: listener.port) }
    }

    @Test func `a stop before the start ends the run at once`() async throws {
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        let server = server(on: listener)
        let running = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await server.run()
        }
        try await running.value
    }

    @Test func `cancellation cuts what is open`() async throws {
        let endpoint = SuspendingEndpoint()
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        let server = HTTPServer(
            listener: listener, endpoint: endpoint, clock: FixedClock(), makeRequestID: { "id" })
        let running = Task { try await server.run() }
        let client = try await RawClient.connect(to: listener.port, sending: "GET /cut HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(await endpoint.arrival() == "/cut")
        running.cancel()
        try await running.value
        #expect(try await client.rest().isEmpty)
        endpoint.open()
    }

    @Test func `a listener that is lost ends the run with an error`() async throws {
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        let server = server(on: listener)
        let running = Task { try await server.run() }
        let client = try await RawClient.connect(to: listener.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await client.response().status == 200)
        try await listener.channel.close().get()
        await #expect(throws: ListenerLost.self) { try await running.value }
    }

    /// accept(2) fails with EMFILE as long as no descriptor is free; what ails one connection doesn't stop the others.
    @Test(arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED])
    func `an accept that fails is tried again`(code: Int32) async throws {
        let listener = try await HTTPListener.bind(HTTPServerConfiguration(port: 0), logger: logger)
        let server = server(on: listener)
        let running = Task { try await server.run() }
        let before = try await RawClient.connect(to: listener.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await before.response().status == 200)
        for _ in 1...3 {
            listener.channel.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
            let isAccepting = try await listener.channel.getOption(.autoRead).get()
            #expect(isAccepting == (code == ECONNABORTED))
            let after = try await RawClient.connect(to: listener.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await after.response().status == 200)
        }
        running.cancel()
        try await running.value
    }
}
