import SteelcutDomain
import SteelcutPostgresFixture
import SteelcutTestKit
import Testing

@testable import SteelcutPostgres

/// Uses of secrets, noted by a role that may not write secrets (contract, section 6).
@Suite struct PostgresUsageTests {
    private static let signature = "steelcut.note_secret_uses(text[], text[], bigint[], bigint[], bigint[])"

    private static func owner(_ client: String = "known") throws -> SecretCheck.Owner {
        SecretCheck.Owner(client: try SampleClients.clientID(client), secretID: "00000000000000a1")
    }

    private static func usage(_ count: Int, _ at: Int) -> SecretUsage {
        SecretUsage(count: count, first: Timestamp(seconds: at), last: Timestamp(seconds: at))
    }

    @Test func `the server's role notes uses, and nothing else of the row changes`() async throws {
        try await withPostgresStore(as: "auth_client") { server, database in
            let client = try SampleClients.client("known")
            let row = "SELECT to_jsonb(s) - '{use_count,first_used,last_used}'::text[] FROM steelcut.client_secrets s"
            try await withPostgresStore(over: database, as: "steelcut_admin") { try await $0.add(client) }
            let before = try await database.psql(row)
            try await server.note([Self.owner(): Self.usage(3, 7)])
            try await server.note([Self.owner(): Self.usage(1, 5)])
            #expect(try await database.psql(row) == before)
            try await withPostgresStore(over: database, as: "steelcut_admin") { admin in
                let usage = try await admin.usage(ofSecretsOf: client.id)
                let expected = SecretUsage(count: 4, first: Timestamp(seconds: 5), last: Timestamp(seconds: 7))
                #expect(usage == ["00000000000000a1": expected])
            }
        }
    }

    @Test func `without the right to call the owner's function it is told so`() async throws {
        try await withPostgresStore(as: "auth_client") { server, database in
            try await database.psql("REVOKE EXECUTE ON FUNCTION \(Self.signature) FROM auth_client")
            let failure = try await postgresFailure { try await server.note([Self.owner(): Self.usage(1, 1)]) }
            #expect(failure?.code == .notPermitted)
        }
    }

    @Test func `a count that is none takes nothing away, whoever calls`() async throws {
        try await withPostgresStore(as: "auth_client") { server, database in
            let client = try SampleClients.client("known")
            try await withPostgresStore(over: database, as: "steelcut_admin") { try await $0.add(client) }
            try await server.note([Self.owner(): Self.usage(2, 7)])
            for count in ["0", "-1", "NULL", "9223372036854775807"] {
                try await database.psql(
                    "SELECT steelcut.note_secret_uses('{known}', '{00000000000000a1}', '{\(count)}', '{1}', '{9}')",
                    as: "auth_client")
            }
            let noted = try await database.psql(
                "SELECT use_count, first_used, last_used FROM steelcut.client_secrets")
            #expect(noted == "2|7000000|7000000")
        }
    }

    @Test func `a use that was noted alone by an older program counts`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            try await admin.add(try SampleClients.client("known"))
            let alone = "SELECT steelcut.note_secret_use('known', '00000000000000a1', 5000000)"
            try await database.psql(alone, as: "auth_client")
            #expect(try await admin.usage(ofSecretsOf: Self.owner().client).values.map(\.self) == [Self.usage(1, 5)])
            try await admin.note([Self.owner(): Self.usage(1, 9)])
            let noted = try await admin.usage(ofSecretsOf: Self.owner().client)["00000000000000a1"]
            #expect(
                noted == SecretUsage(count: 2, first: Timestamp(seconds: 5), last: Timestamp(seconds: 9)))
        }
    }

    @Test func `servers that note and an operator who changes clients do not lose each other's work`() async throws {
        try await withPostgresStore(as: "steelcut_admin", connections: 3) { admin, database in
            let ids = ["a", "b", "c"]
            for id in ids { try await admin.add(try SampleClients.client(id)) }
            let owners = try ids.map(Self.owner)
            try await withPostgresStore(over: database, as: "auth_client", connections: 3) { server in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...30 {
                        group.addTask {
                            try await server.note(
                                Dictionary(uniqueKeysWithValues: owners.map { ($0, Self.usage(1, number)) }))
                        }
                        group.addTask {
                            let scope = try SampleClients.scope("scope\(number)")
                            try await admin.update(owners[number % 3].client) {
                                (client: inout Client) throws(ClientRefusal) in
                                client.scopes = ScopeSet(client.scopes.scopes + [scope])
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            for owner in owners {
                #expect(try await admin.usage(ofSecretsOf: owner.client)[owner.secretID]?.count == 30)
                #expect(try await admin.client(withID: owner.client)?.scopes.scopes.count == 10)
            }
        }
    }

    @Test func `a second secret without a selector can't be made by hand either`() async throws {
        try await withPostgresStore(as: "steelcut_admin") { admin, database in
            try await admin.add(try SampleClients.full("full"))
            let insert = "INSERT INTO steelcut.client_secrets (client_id, id, position, hash, created)"
            await #expect(throws: PostgresDatabase.Failure.self) {
                try await database.psql("\(insert) VALUES ('full', 'x', 9, '$', 0)", as: "steelcut_admin")
            }
        }
    }

    @Test func `tables of the version before keep their clients`() async throws {
        try await PostgresDatabase.withNew(setUpBy: nil) { database in
            let before = Migration.all.prefix { $0.name != "secrets and their uses" }.map(\.idempotentSQL)
            try await database.psql(
                (["CREATE SCHEMA steelcut", Migration.historyTable] + before).joined(separator: ";\n"))
            try await database.psql(
                """
                INSERT INTO steelcut.clients (id, name, grant_types, resources, scopes, enabled, created)
                VALUES ('old', 'Old', '{client_credentials}', '{r}', '{}', true, 1);
                INSERT INTO steelcut.client_secrets (client_id, id, position, selector, hash, created, expires)
                VALUES ('old', 's1', 0, 'abcDEF', '$a', 1, 2), ('old', 's2', 1, NULL, '$b', 1, NULL);
                """)
            try await withPostgresStore(over: database, as: "postgres") { store in
                try await store.migrate()
                let client = try #require(try await store.client(withID: SampleClients.clientID("old")))
                #expect(client.secrets.map(\.id) == ["s1", "s2"])
                #expect(client.secrets.map(\.expires?.microseconds) == [2, nil])
                #expect(client.secrets.allSatisfy { $0.hint == nil && $0.ended == nil })
                #expect(try await store.usage(ofSecretsOf: client.id).isEmpty)
            }
        }
    }
}
