import ArgumentParser
import SteelcutDomain
import SteelcutServer

/// The command `steelcut audit`.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The audit trail: who has changed what, each event bound to those before it.",
        discussion: """
            Administrative acts, revocations, lockouts and changes of keys are events. Each carries the hash of the one \
            before, and the last one's is signed with the active key at every change of keys and by `audit seal`.
            """,
        subcommands: [List.self, Verify.self, Export.self, Seal.self])

    /// The command `steelcut audit list`.
    struct List: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Events, the oldest first.",
            discussion: "Example: steelcut audit list --since 24h --limit 20")

        @Option(
            help: ArgumentHelp(
                "Only those since then: 2026-11-21T23:15:00Z, 2026-11-21, or so long ago: 24h, 7d.", valueName: "time"))
        var since: Since?
        @Option(help: "Only so many of the last ones.") var limit: Int?
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func validate() throws {
            guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit has to be 1 or more") }
        }

        func run(_ administration: Administration, _ output: Output) async throws {
            var events: [AuditEvent] = []
            try await administration.forEachAuditPage(since: since?.time(at: administration.now), last: limit) {
                events += $0
            }
            output.print(.array(events.map { AuditEventReport(event: $0).json })) {
                AuditEventReport.table(events)
            }
        }
    }

    /// The command `steelcut audit export`.
    struct Export: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the whole trail, to be kept and verified elsewhere.",
            discussion: """
                Each line is a JSON object: the first holds the trail's end and the public keys, retired ones too, and \
                every other one an event. steelcut audit verify --file FILE needs nothing else.
                """)

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            try await administration.exportAuditTrail(Output.write)
        }
    }

    /// The command `steelcut audit seal`.
    struct Seal: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign the trail as it is now with the active key.",
            discussion: """
                The seal becomes an event. Kept elsewhere as well, it shows later that nothing up to it was changed or cut \
                off: steelcut audit verify --seal-file FILE.
                """)

        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let seal = try await administration.sealAuditTrail()
            output.print(
                .object([
                    JSONMember("seq", .integer(Int(seal.head.sequence))),
                    JSONMember("hash", .string(Base64URL.string(seal.head.hash))),
                    JSONMember("kid", .string(seal.keyID.description)), JSONMember("seal", .string(seal.compact)),
                ])
            ) { seal.compact }
        }
    }
}

/// A moment, or how long ago it was.
enum Since: ExpressibleByArgument {
    case moment(Timestamp)
    case ago(seconds: Int)

    init?(argument: String) {
        if let moment = Timestamp(parsing: argument) {
            self = .moment(moment)
        } else if let seconds = Duration.wholeSeconds(parsing: argument) {
            self = .ago(seconds: seconds)
        } else {
            return nil
        }
    }

    func time(at now: Timestamp) -> Timestamp {
        switch self {
        case .moment(let moment): moment
        case .ago(let seconds): now.advanced(bySeconds: -seconds)
        }
    }
}
