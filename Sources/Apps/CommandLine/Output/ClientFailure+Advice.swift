import SteelcutClient

extension CommandFailure {
    /// What a server that was asked did not give, of which URL, and what to do next.
    init(_ failure: ClientFailure, asking url: String) {
        self.init("\(url): \(failure)\(Self.advice(failure).map { "; \($0)" } ?? "")")
    }

    private static func advice(_ failure: ClientFailure) -> String? {
        switch failure {
        case .unreachable(.noConnection): "look whether it runs, and whether the address is right"
        case .unreachable(.noTrust):
            "its certificate has to be for this name, and by an authority that this machine, or the file SSL_CERT_FILE, trusts"
        case .unreachable: "try again"
        case .refused(_, "invalid_client"?, _, _):
            "look at the client's ID and secret, and whether it is enabled (steelcut clients show ID)"
        case .refused(_, "invalid_scope"?, _, _), .refused(_, "invalid_target"?, _, _):
            "steelcut clients show ID lists what it may have"
        case .refused(_, "invalid_token"?, _, _): "steelcut token verify says what is wrong with a token"
        case .refused(404, _, _, _), .malformedResponse, .redirect, .tooLarge:
            "look whether this URL is the one that was meant"
        default: nil
        }
    }
}
