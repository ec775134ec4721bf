import SteelcutClient
import SteelcutConfiguration
import SteelcutDomain

extension Doctor {
    /// Asks a running server: whether it is the issuer of the settings, has the keys of the keyring, and is well.
    func running(_ server: Issuer, keys: KeySchedule?) async -> [Finding] {
        // Where nobody set it, the issuer is the address, which the running server may have been given another of.
        let address = settings.http.url(boundPort: settings.http.port)
        let issuer = settings.issuer.flatMap { $0.description == address ? nil : $0 } ?? server
        var findings: [Finding] = []
        do throws(ClientFailure) {
            let probe = try IssuerProbe(issuer: issuer, at: server.url, clock: clock)
            let metadata = try await probe.metadata()
            findings.append(.ok(.server, "\(server) answers as the issuer \(issuer)"))
            if let offset = metadata.clockOffset { findings.append(comparedClock(of: "\(server)", ahead: offset)) }
            let published = try await probe.keyIDs(at: metadata.keySetPath)
            findings += keySet(published, of: server, keys: keys)
            findings.append(health(try await probe.health(), of: server))
        } catch {
            findings.append(.failed(.server, "\(server): \(error)", do: Self.advice(error, issuer)))
        }
        return findings
    }

    private static func advice(_ failure: ClientFailure, _ issuer: Issuer) -> String {
        switch failure {
        case .malformedResponse(.issuer):
            "the issuer has to be the same, byte for byte, in the server's settings and these: it is \(issuer) here"
        case .unreachable(.noTrust):
            "give the server a certificate for this name by an authority that this machine trusts, or the right URL"
        case .unreachable:
            "start steelcut-auth, or look at its log, its address (http.host, http.port) and the proxy before it"
        default: "look whether steelcut-auth is what answers there: a proxy has to hand its paths through"
        }
    }

    /// What is published has to be what this keyring publishes: a server follows within two seconds.
    private func keySet(_ published: Set<KeyID>, of server: Issuer, keys: KeySchedule?) -> [Finding] {
        guard let keys else { return [] }
        let ours = Set(keys.published(at: clock.now()).map(\.keyID))
        if published == ours {
            return [.ok(.server, "\(server) publishes the keys of this keyring (\(Self.counted(ours.count)))")]
        }
        let names = { (ids: Set<KeyID>) in
            ids.isEmpty ? "none" : ids.map(\.description).sorted().joined(separator: ", ")
        }
        return [
            .failed(
                .server,
                "\(server) publishes other keys than this keyring has: missing there \(names(ours.subtracting(published))), "
                    + "missing here \(names(published.subtracting(ours)))",
                do:
                    "run the server over this keyring, or this command over the server's (keyring, data.dir); where its "
                    + "health is degraded, its log says why it can't read the keyring")
        ]
    }

    private func health(_ answer: (status: Int, word: String?), of server: Issuer) -> Finding {
        switch answer {
        case (200, "ok"?): .ok(.server, "\(server) is ready")
        case (200, _):
            .warning(
                .server, "\(server) answers from memory: its store or its keyring can't be asked",
                do: "look at its log, and at what is said of store and keyring here")
        default:
            .failed(
                .server, "\(server) is not ready (\(answer.status))",
                do: "look at its log: it waits for its store, or has no key that signs")
        }
    }
}
