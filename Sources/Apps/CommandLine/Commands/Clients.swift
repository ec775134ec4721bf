import ArgumentParser
import SteelcutDomain
import SteelcutServer

/// The command `steelcut clients`.
struct Clients: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The programs that may ask for tokens.",
        subcommands: [
            Add.self, Update.self, List.self, Show.self, Secrets.self, RetireSecret.self, Disable.self, Enable.self,
            Remove.self, Import.self,
        ])

    /// The command `steelcut clients add`.
    struct Add: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Register a client and print its secret, once.",
            discussion: "Example: steelcut clients add --name 'Jane Doe' --resource api_v0.0.1 --scope read")

        @Option(help: "What people call it.") var name: ClientName
        @Option(help: "A grant it may use; repeatable (default client_credentials).") var grantType: [GrantType] = []
        @Option(help: "What its tokens may be for; repeatable, the first is the default.")
        var resource: [ResourceIdentifier] = []
        @Option(help: "A scope it may have; repeatable, or several with spaces.") var scope: [ScopeSet] = []
        @Option(help: "A resource whose tokens it may ask about (RFC 7662); repeatable.")
        var introspect: [ResourceIdentifier] = []
        @Option(help: "How long its tokens live: seconds, or 5m, 24h.") var tokenLifetime: TokenLifetime?
        @Option(help: ArgumentHelp("How long its secret is good: 90d (default: no end).", valueName: "duration"))
        var expires: SecretLifetime?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        var hashes: Bool { true }

        func run(_ administration: Administration, _ output: Output) async throws {
            let registration = ClientRegistration(
                name: name, grantTypes: grantType.isEmpty ? [.clientCredentials] : grantType, resources: resource,
                scopes: ScopeSet(scope.flatMap(\.scopes)), introspects: introspect, tokenLifetime: tokenLifetime)
            try await output.printSecret { handOver in
                try await administration.registerClient(registration, secretLifetime: expires, handOver: handOver)
            }
        }
    }

    /// The command `steelcut clients update`.
    struct Update: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what a client may do, or give it a new secret.",
            discussion: """
                A list that is given replaces the one there was. --scope '' clears it, and --token-lifetime '' takes the \
                client's own lifetime away.

                --new-secret replaces the client's secrets: at once, or with --overlap after a while. --add-secret leaves \
                them as they are; ten may live.
                """)

        @Argument(help: "The client's ID.") var id: ClientID
        @Option(help: "Another name.") var name: ClientName?
        @Option(help: "A grant it may use; repeatable.") var grantType: [GrantType] = []
        @Option(help: "What its tokens may be for; repeatable.") var resource: [ResourceIdentifier] = []
        @Option(help: "A scope it may have; repeatable.") var scope: [ScopeSet] = []
        @Option(help: "A resource whose tokens it may ask about; repeatable, '' for none.")
        var introspect: [IntrospectOption] = []
        @Option(help: "How long its tokens live: seconds, or 5m, 24h; '': as long as the server says.")
        var tokenLifetime: ClientChange.Lifetime?
        @Flag(help: "Make a new secret and print it, once.") var newSecret = false
        @Option(help: ArgumentHelp("How long the old secret goes on to work.", valueName: "duration"))
        var overlap: String?
        @Flag(help: "Make a further secret and print it, once; the others go on to work.") var addSecret = false
        @Option(help: ArgumentHelp("How long the new secret is good: 90d (default: no end).", valueName: "duration"))
        var expires: SecretLifetime?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        var hashes: Bool { newSecret || addSecret }

        func validate() throws {
            guard overlap == nil || newSecret else { throw ValidationError("--overlap goes with --new-secret") }
            guard !newSecret || !addSecret else { throw ValidationError("give --new-secret or --add-secret, not both") }
            guard expires == nil || newSecret || addSecret else {
                throw ValidationError("--expires goes with --new-secret or --add-secret")
            }
            if let overlap {
                guard let seconds = Duration.wholeSeconds(parsing: overlap) else {
                    throw ValidationError("--overlap takes a duration such as 90s, 5m, 24h or 7d")
                }
                guard (1...ReplaceSecret.longestOverlap).contains(seconds) else {
                    throw ValidationError("--overlap: \(ClientRefusal.overlap.rawValue)")
                }
            }
            guard
                newSecret || addSecret || name != nil || tokenLifetime != nil || !grantType.isEmpty || !resource.isEmpty
                    || !scope.isEmpty || !introspect.isEmpty
            else { throw ValidationError("nothing to change: give at least one option") }
        }

        func run(_ administration: Administration, _ output: Output) async throws {
            let change = ClientChange(
                name: name, grantTypes: grantType.isEmpty ? nil : grantType,
                resources: resource.isEmpty ? nil : resource,
                scopes: scope.isEmpty ? nil : ScopeSet(scope.flatMap(\.scopes)),
                introspects: introspect.isEmpty ? nil : introspect.compactMap(\.resource),
                tokenLifetime: tokenLifetime)
            if newSecret || addSecret {
                try await output.printSecret { handOver in
                    addSecret
                        ? try await administration.addSecret(
                            id, lifetime: expires, alongside: change, handOver: handOver)
                        : try await administration.replaceSecret(
                            id, overlap: overlap.flatMap(Duration.wholeSeconds(parsing:)), lifetime: expires,
                            alongside: change, handOver: handOver)
                }
            } else {
                let report = ClientReport(client: try await administration.updateClient(id, change))
                output.print(report.json) { report.text }
            }
        }
    }

    /// The command `steelcut clients list`.
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "All clients, in the order of their IDs.",
            discussion: """
                A page at a time: --limit says how many, and --after takes the last ID of the page before. A page with \
                fewer than --limit is the last.
                """)

        @Option(help: "At most so many.") var limit: Int?
        @Option(help: ArgumentHelp("Only those behind this ID.", valueName: "id")) var after: ClientID?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func validate() throws {
            guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit has to be 1 or more") }
        }

        func run(_ administration: Administration, _ output: Output) async throws {
            let clients = try await administration.clients(after: after, limit: limit)
            output.print(.array(clients.map { ClientReport(client: $0).json })) {
                Table(
                    header: ["CLIENT ID", "NAME", "RESOURCES", "SCOPES", "ENABLED", "CREATED"],
                    rows: clients.map { client in
                        [
                            client.id.description, client.name.description,
                            client.resources.map(\.description).joined(separator: ", "), client.scopes.description,
                            client.isEnabled ? "yes" : "no", client.created.description,
                        ]
                    }
                ).text
            }
        }
    }

    /// The command `steelcut clients show`.
    struct Show: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "One client.")

        @Argument(help: "The client's ID.") var id: ClientID
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let report = ClientReport(client: try await administration.client(id))
            output.print(report.json) { report.text }
        }
    }

    /// The command `steelcut clients disable`.
    struct Disable: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a client no more tokens, and end those it has.")

        @Argument(help: "The client's ID.") var id: ClientID
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let report = ClientReport(client: try await administration.setClientEnabled(id, false))
            output.print(report.json) { report.text }
        }
    }

    /// The command `steelcut clients enable`.
    struct Enable: OperatorCommand {
        static let configuration = CommandConfiguration(abstract: "Let a disabled client have tokens again.")

        @Argument(help: "The client's ID.") var id: ClientID
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let report = ClientReport(client: try await administration.setClientEnabled(id, true))
            output.print(report.json) { report.text }
        }
    }

    /// The command `steelcut clients remove`.
    struct Remove: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a client and its secrets for good, and end the tokens it has.")

        @Argument(help: "The client's ID.") var id: ClientID
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            try await administration.removeClient(id)
            output.print(
                .object([JSONMember("client_id", .string(id.description)), JSONMember("removed", .bool(true))])
            ) { "Removed \(id)." }
        }
    }
}
