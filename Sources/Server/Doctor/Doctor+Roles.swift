import SteelcutPostgres

extension Doctor {
    private static let grantAgain =
        "as a superuser: steelcut db sql | psql DATABASE, which makes and grants what is missing"

    /// What this login may do, and whether the three roles have what their work takes and the server's no more.
    func roles(_ found: PostgresRoles) -> [Finding] {
        [login(found.duty)] + found.roles.flatMap(role)
    }

    private func login(_ duty: PostgresRoles.Duty) -> Finding {
        switch duty {
        case .superuser:
            .warning(
                .roles, "this login is a superuser",
                do: "serve as auth_client, work as steelcut_admin, migrate as steelcut_owner")
        case .owner: .ok(.roles, "this login owns the tables: it is for init and db migrate, not for serving")
        case .admin:
            .ok(.roles, "this login can do the command line's work, not migrate; servers need less (auth_client)")
        case .server: .ok(.roles, "this login can serve; clients are changed as steelcut_admin")
        case .none(let missing):
            .failed(
                .roles, "this login lacks what serving takes: \(missing.joined(separator: ", "))",
                do: "log in as auth_client or steelcut_admin; " + Self.grantAgain)
        }
    }

    private func role(_ role: PostgresRoles.Role) -> [Finding] {
        guard role.exists else {
            return [.warning(.roles, "there is no role \(role.name)", do: Self.grantAgain)]
        }
        var findings: [Finding] = []
        if !role.missing.isEmpty {
            findings.append(
                .failed(.roles, "\(role.name) lacks \(role.missing.joined(separator: ", "))", do: Self.grantAgain))
        }
        if !role.excess.isEmpty {
            findings.append(
                .warning(
                    .roles, "\(role.name) can do more than a server needs: \(role.excess.joined(separator: ", "))",
                    do: "REVOKE it, unless it was granted on purpose (UPDATE of hashes lets them be renewed)"))
        }
        if !role.canLogIn {
            findings.append(
                .warning(.roles, "\(role.name) may not log in", do: "as a superuser: ALTER ROLE \(role.name) LOGIN"))
        }
        return findings.isEmpty ? [.ok(.roles, "\(role.name) has the rights that its work takes")] : findings
    }
}
