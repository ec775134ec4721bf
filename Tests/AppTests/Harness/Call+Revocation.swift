import Testing

extension Call {
    /// A client's form about a token.
    static func about(_ token: String, at path: String, by client: TestClient) -> Call {
        .token("token=\(token)&\(client.form)", path: path)
    }
}

extension Server {
    /// What `POST /introspect` says of a token, as text.
    func introspected(
        _ token: String, by client: TestClient, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let answer = try await answer(to: .about(token, at: "/introspect", by: client))
        try #require(answer.status == 200, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
        return answer.text
    }

    /// Whether a token is active, as far as a client may know.
    func isActive(
        _ token: String, by client: TestClient, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Bool {
        let text = try await introspected(token, by: client, sourceLocation: sourceLocation)
        let said = try JSON(text)["active"]?.bool
        let active = try #require(said as Bool?, sourceLocation: sourceLocation)
        #expect(active || text == #"{"active":false}"#, sourceLocation: sourceLocation)
        return active
    }
}
