import Foundation
import SteelcutNIOServer
import SteelcutRawHTTP
import Testing

@Suite struct ServingTLS {
    private let request = "GET /secret HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(arguments: [2, 3])
    func `TLS 1.2 and 1.3 are spoken`(minor: Int) async throws {
        let certificate = try await TestCertificate.shared.value
        try await ServerUnderTest.with(EchoEndpoint(), tls: certificate.files) { server in
            let client = try await RawClient.connect(to: server.port, tls: certificate.client(minor...minor))
            for _ in 1...2 {
                try await client.send(request)
                #expect(try await client.response().text == "GET /secret\n")
            }
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try await client.response().status == 200)
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `TLS 1.0 and 1.1 are not`() async throws {
        let certificate = try await TestCertificate.shared.value
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint, tls: certificate.files) { server in
            let client = try await RawClient.connect(
                to: server.port, tls: certificate.client(0...1), sending: request)
            #expect(try await client.rest().isEmpty)
            #expect(endpoint.calls.value == 0)
        }
    }

    @Test func `plain HTTP on the TLS port gets nothing`() async throws {
        let certificate = try await TestCertificate.shared.value
        let endpoint = EchoEndpoint()
        try await ServerUnderTest.with(endpoint, tls: certificate.files) { server in
            let client = try await RawClient.connect(to: server.port, sending: request)
            let answer = try await client.rest()
            #expect(!String(decoding: answer, as: UTF8.self).contains("HTTP"))
            #expect(endpoint.calls.value == 0)
        }
    }

    @Test func `a handshake that does not end is cut off with the request's deadline`() async throws {
        let certificate = try await TestCertificate.shared.value
        let limits = HTTPLimits(requestTime: .milliseconds(300), idleTime: .seconds(60))
        try await ServerUnderTest.with(EchoEndpoint(), limits: limits, tls: certificate.files) { server in
            let silent = try await RawClient.connect(to: server.port)
            #expect(try await silent.rest().isEmpty)
            let slow = try await RawClient.connect(to: server.port)
            try await slow.send([0x16, 0x03, 0x01, 0x02])
            #expect(try await slow.rest().isEmpty)
        }
    }

    @Test func `a refusal reaches a client over TLS, too`() async throws {
        let certificate = try await TestCertificate.shared.value
        try await ServerUnderTest.with(EchoEndpoint(), tls: certificate.files) { server in
            let client = try await RawClient.connect(to: server.port, tls: certificate.client())
            client.sendWithoutWaiting(
                Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n".utf8)
                    + [UInt8](repeating: 0x61, count: 300_000))
            #expect(try await client.response().status == 413)
        }
    }

    @Test func `a stop closes idle TLS connections and answers the others`() async throws {
        let certificate = try await TestCertificate.shared.value
        let endpoint = SuspendingEndpoint()
        try await ServerUnderTest.with(endpoint, tls: certificate.files) { server in
            let idle = try await RawClient.connect(to: server.port, tls: certificate.client())
            let client = try await RawClient.connect(to: server.port, tls: certificate.client())
            try await client.send(request)
            #expect(await endpoint.arrival() == "/secret")
            await server.stop()
            #expect(try await idle.rest().isEmpty)
            endpoint.open()
            #expect(try await client.response().text == "/secret")
            #expect(try await client.rest().isEmpty)
        }
    }

    @Test func `a reload is for the connections to come`() async throws {
        let certificate = try await TestCertificate("old")
        let old = try certificate.client()
        try await ServerUnderTest.with(EchoEndpoint(), tls: certificate.files) { server in
            let before = try await RawClient.connect(to: server.port, tls: old, sending: request)
            #expect(try await before.response().status == 200)
            try await certificate.renew("new")
            try server.server.reloadTLS()
            let new = try await RawClient.connect(to: server.port, tls: certificate.client(), sending: request)
            #expect(try await new.response().status == 200)
            let distrustful = try await RawClient.connect(to: server.port, tls: old, sending: request)
            #expect(try await distrustful.rest().isEmpty)
            try await before.send(request)
            #expect(try await before.response().status == 200)
        }
    }

    @Test func `a reload of bad files keeps the good ones`() async throws {
        let certificate = try await TestCertificate()
        let client = try certificate.client()
        try await ServerUnderTest.with(EchoEndpoint(), tls: certificate.files) { server in
            try certificate.write("-----BEGIN CERTIFICATE-----\nrubbish\n", to: "cert.pem")
            #expect(throws: TLSFileFailure.self) { try server.server.reloadTLS() }
            let after = try await RawClient.connect(to: server.port, tls: client, sending: request)
            #expect(try await after.response().status == 200)
        }
    }
}
