import SteelcutDomain

/// What a server says when it refuses, as far as it may be shown.
struct Refusal {
    let status: Int
    var error: String?
    var description: String?
    let retryAfter: Int?

    /// Reads a refusal: from the Bearer challenge (RFC 6750 section 3), else from a JSON body (RFC 6749 section 5.2).
    init(of answer: HTTPAnswer) {
        status = answer.status
        retryAfter = answer.retryAfter
        if let challenge = BearerChallenge(of: answer), let code = challenge.error {
            error = code
            description = challenge.description
        } else if answer.isJSON, let object = try? answer.object() {
            error = object["error"]?.string
            description = object["error_description"]?.string
        }
    }

    /// The failure, without what is not of the grammar or holds one of the `secrets`.
    ///
    /// A server that echoes what it was sent must not bring a secret into our logs.
    func failure(hiding secrets: [[UInt8]]) -> ClientFailure {
        guard status >= 400 else { return .malformedResponse(.status) }
        func shown(_ text: String?, upTo length: Int) -> String? {
            guard let text, (1...length).contains(text.utf8.count), Self.isPlain(text) else { return nil }
            let bytes = Array(text.utf8)
            return secrets.contains { bytes.holds($0) } ? nil : text
        }
        return .refused(
            status: status, error: shown(error, upTo: 64), description: shown(description, upTo: 512),
            retryAfter: retryAfter)
    }

    /// RFC 6749 appendix A.7 and A.8: printable ASCII without quotation mark and backslash.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
    }
}

extension [UInt8] {
    /// Whether `part`, unless it is empty, stands somewhere in here.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard !part.isEmpty, part.count <= count else { return false }
        return (0...(count - part.count)).contains { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
