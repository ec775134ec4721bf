import Foundation
import NIOSSL
import Testing

/// Contract section 2: `tls.certificate`, `tls.private-key`.
@Suite struct TransportSecurity {
    private let flags = ["--tls-certificate", "cert.pem", "--tls-private-key", "key.pem"]

    private func write(_ files: TestCertificate, _ work: Workspace) throws {
        try work.write(files.certificate, to: "cert.pem")
        try work.write(files.privateKey, to: "key.pem")
    }

    @Test func `TLS 1.2 and 1.3 only, the files read again on SIGHUP`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient()
            try write(.first, work)
            try await work.serving(.authorizationServer, flags) { server in
                let call = Call.token("grant_type=client_credentials&\(client.form)")
                for version in [TLSVersion.tlsv12, .tlsv13] {
                    let exchange = try await TLSExchange(call, port: server.port, from: version, to: version)
                    #expect(exchange.answer.status == 200)
                    #expect(exchange.certificate == (try TestCertificate.first.der()))
                    // The issuer is https where nobody says otherwise.
                    let token = try #require(try exchange.answer.json()["access_token"]?.string)
                    #expect(try claims(of: token)["iss"]?.string == "https://127.0.0.1:\(server.port)")
                }
                await #expect(throws: (any Error).self) {
                    try await TLSExchange(call, port: server.port, from: .tlsv1, to: .tlsv11)
                }
                // Without TLS nothing is answered.
                let plain = try Wire(port: server.port)
                try await plain.send(call.bytes)
                #expect(!String(decoding: try await plain.untilClosed(), as: UTF8.self).contains("HTTP/1.1"))

                try write(.second, work)
                server.child.send(SIGHUP)
                let second = try TestCertificate.second.der()
                try await until("the new certificate") {
                    try await TLSExchange(call, port: server.port).certificate == second
                }
                // A key that is not the certificate's leaves the old in force.
                try work.write(TestCertificate.first.privateKey, to: "key.pem")
                server.child.send(SIGHUP)
                try await until("the refusal") { server.child.errors.contains("not read again") }
                #expect(try await TLSExchange(call, port: server.port).certificate == second)
            }
        }
    }

    @Test func `on the resource server too`() async throws {
        try await Workspace.with { work in
            try write(.first, work)
            try work.write("{}", to: "r.json")
            try await work.serving(
                .resourceServer,
                flags + ["--resource-file", "r.json", "--issuer", "https://127.0.0.1:1", "--audience", "r"]
            ) { server in
                let call = Call(path: "/.well-known/oauth-protected-resource")
                let exchange = try await TLSExchange(call, port: server.port)
                #expect(try exchange.answer.json()["resource"]?.string == "https://127.0.0.1:\(server.port)/api_v0.0.1")
                try write(.second, work)
                server.child.send(SIGHUP)
                let second = try TestCertificate.second.der()
                try await until("the new certificate") {
                    try await TLSExchange(call, port: server.port).certificate == second
                }
                try work.write("", to: "cert.pem")
                server.child.send(SIGHUP)
                try await until("the refusal") {
                    server.child.errors.contains("not read again") && server.child.errors.contains("tls.certificate")
                }
                #expect(try await TLSExchange(call, port: server.port).certificate == second)
            }
        }
    }

    @Test func `the programs trust whom SSL_CERT_FILE names, beside the system's authorities`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let client = try await work.addClient("--resource", "r")
            try write(.first, work)
            try work.write("{}", to: "r.json")
            try await work.serving(.authorizationServer, flags) { auth in
                let issuer = "https://127.0.0.1:\(auth.port)"
                let request = ["token", "request", "--token-url", "\(issuer)/token", "--client-id", client.id]
                let secret = ["STEELCUT_CLIENT_SECRET": client.secret]
                let stranger = try await work.run(.commandLine, request, environment: secret)
                #expect(stranger.status == 1)
                #expect(stranger.errors.contains("no trusted TLS connection"), "\(stranger.errors)")
                let trust = ["SSL_CERT_FILE": "cert.pem"]
                let friend = try await work.run(
                    .commandLine, request + ["--format", "text"], environment: secret.merging(trust) { $1 })
                #expect(friend.status == 0, "\(friend.errors)")
                let token = friend.output.trimmingCharacters(in: .newlines)
                try await work.serving(
                    .resourceServer, ["--resource-file", "r.json", "--issuer", issuer, "--audience", "r"],
                    environment: trust
                ) { resource in
                    try await resource.untilReady()
                    let answer = try await resource.get("/api_v0.0.1", "Authorization: Bearer \(token)")
                    #expect(answer.status == 200)
                }
            }
        }
    }

    @Test func `files that are no good end the start`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            try write(.first, work)
            try work.write(TestCertificate.second.privateKey, to: "other.pem")
            try work.write("", to: "empty.pem")
            for (certificate, key, named) in [
                ("missing.pem", "key.pem", "tls.certificate: missing.pem: "),
                ("cert.pem", "missing.pem", "tls.private-key: missing.pem: "),
                ("empty.pem", "key.pem", "tls.certificate: empty.pem: "),
                ("cert.pem", "empty.pem", "tls.private-key: empty.pem: "),
                ("cert.pem", "other.pem", "tls.private-key: other.pem: "),
            ] {
                let run = try await work.refusedStart(
                    .authorizationServer,
                    ["--tls-certificate", certificate, "--tls-private-key", key, "--log-level", "critical"])
                #expect(run.status == 1, "\(certificate) \(key)")
                #expect(run.errorLines.count == 1, "\(run.errors)")
                #expect(run.errors.contains(named), "\(run.errors)")
                #expect(!run.errors.contains("MIG"))
            }
        }
    }
}
