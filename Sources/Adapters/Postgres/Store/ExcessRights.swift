public import SteelcutDomain

extension PostgresStore {
    /// What the connected role may do beyond what the server's role needs, a phrase each such as `UPDATE on clients`.
    ///
    /// Empty for `auth_client` as `PostgresSetupScript` makes it.
    ///
    /// - Throws: `StoreFailure`.
    public func excessRights() async throws(StoreFailure) -> [String] {
        try await read { session, deadline throws(CallFailure) in
            try session.rights(of: session.currentRole(by: deadline), by: deadline).excess
        }
    }
}

extension Session {
    /// The role whose rights this connection has.
    func currentRole(by deadline: Deadline) throws(CallFailure) -> String {
        guard let row = try execute(.currentRole, by: deadline).rows.first else { throw .unreadable("no role") }
        return try row.text(0)
    }
}

extension Statement {
    static let currentRole = Statement("current_role", "SELECT current_user::text")
}
