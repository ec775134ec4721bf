import Foundation
import Testing

/// `steelcut doctor --issuer` and `--url`: a server that runs, or does not, or is another.
@Suite struct DoctorAsksServers {
    @Test func `one that does not run, or is no issuer`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let nobody = try await work.doctor(["--issuer", "http://127.0.0.1:1"])
            #expect(nobody.isConsistent)
            #expect(nobody.has("failed", "server", "can't be reached", advice: "start steelcut-auth"))
            // What is only configured need not run yet.
            try work.write("issuer: http://127.0.0.1:1\n", to: "steelcut.yaml")
            #expect(try await work.doctor(["--config", "steelcut.yaml"]).complaints.isEmpty)

            try work.write("{}", to: "r.json")
            try await work.serving(
                .resourceServer,
                ["--resource-file", "r.json", "--issuer", "http://127.0.0.1:1", "--audience", "r"]
            ) { server in
                let other = try await work.doctor(["--issuer", server.url])
                #expect(other.has("failed", "server", "refused (404)", advice: "proxy"), "\(other.run.output)")
            }
        }
    }

    @Test func `one behind its public name, with a path`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let issuer = "https://as.example/tenant"
            try await work.serving(.authorizationServer, ["--issuer", issuer]) { server in
                let found = try await work.doctor(["--issuer", issuer, "--url", server.url])
                #expect(found.isConsistent, "\(found.run.output)\(found.run.errors)")
                #expect(found.complaints.isEmpty, "\(found.run.output)")
                #expect(found.has("ok", "server", "answers as the issuer \(issuer)"))
                let other = try await work.doctor(["--issuer", "https://other.example/tenant", "--url", server.url])
                #expect(
                    other.has("failed", "server", "issuer is another one", advice: "https://other.example/tenant"),
                    "\(other.run.output)")
            }
        }
    }

    @Test func `one over another keyring, and one that can't read its own any more`() async throws {
        try await Workspace.with { work in
            try await work.done("init")
            let key = try #require(work.names(in: "steelcut-data/keyring").first)
            try await work.serving(.authorizationServer) { server in
                try await work.done("init", "--keyring", "dir:other")
                let other = try await work.doctor(["--keyring", "dir:other", "--url", server.url])
                #expect(other.isConsistent)
                #expect(other.has("failed", "server", "publishes other keys", advice: "keyring"), "\(other.run.output)")
                #expect(other.has("failed", "server", "missing here \(key.dropLast(4))"), "\(other.run.output)")

                try work.write("", to: "steelcut-data/keyring/\(key)")
                try await until("the news") {
                    try await server.get("/health/ready").json()["status"]?.string == "degraded"
                }
                let degraded = try await work.doctor(["--url", server.url])
                #expect(degraded.has("warning", "server", "from memory", advice: "log"), "\(degraded.run.output)")
                #expect(degraded.has("failed", "keyring", key))
            }
        }
    }
}
