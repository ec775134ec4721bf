import SteelcutDomain

/// How an import is reported: never with a hash.
struct ImportReportText {
    let report: ImportReport
    let isDryRun: Bool

    /// The counts, then each row.
    var json: JSONValue {
        .object([
            JSONMember("dry_run", .bool(isDryRun)), JSONMember("rows", .integer(report.entries.count)),
            JSONMember("imported", .integer(imported)), JSONMember("unchanged", .integer(unchanged)),
            JSONMember("differing", .integer(differing)), JSONMember("refused", .integer(refused)),
            JSONMember("clients", .array(report.entries.map(Self.json))),
        ])
    }

    /// The counts, and the rows that were not taken.
    var text: String {
        let rows = report.entries.compactMap { entry in
            Self.reason(entry.outcome).map { [entry.id ?? "(none)", Self.word(entry.outcome), $0] }
        }
        let table = rows.isEmpty ? "" : "\n\n" + Table(header: ["CLIENT ID", "OUTCOME", "REASON"], rows: rows).text
        return headline + table
    }

    /// What standard error says where not every row stands in the store.
    var shortfall: String {
        "\(differing + refused) of \(report.entries.count) rows \(isDryRun ? "would not be" : "were not") taken; "
            + "the report says why"
    }

    private var headline: String {
        let all = report.entries.count
        if imported == 0, report.isComplete { return "Nothing to do: all \(all) clients are there already." }
        let counts = "\(imported) imported, \(unchanged) unchanged, \(differing) differing, \(refused) refused"
        return (isDryRun ? "Nothing was written. Of \(all) rows: " : "Of \(all) rows: ") + counts + "."
    }

    private var imported: Int { report.count { $0 == .imported } }
    private var unchanged: Int { report.count { $0 == .unchanged } }
    private var differing: Int { report.count { if case .differs = $0 { true } else { false } } }
    private var refused: Int { report.count { if case .refused = $0 { true } else { false } } }

    private static func json(_ entry: ImportReport.Entry) -> JSONValue {
        var members = [
            JSONMember("client_id", entry.id.map { .string($0) } ?? .null),
            JSONMember("outcome", .string(word(entry.outcome))),
        ]
        switch entry.outcome {
        case .imported, .unchanged: break
        case .differs(let columns):
            members.append(JSONMember("columns", .array(columns.map { .string($0.rawValue) })))
        case .refused(let refusal): members.append(JSONMember("reason", .string(refusal.rawValue)))
        }
        return .object(members)
    }

    private static func word(_ outcome: ImportReport.Outcome) -> String {
        switch outcome {
        case .imported: "imported"
        case .unchanged: "unchanged"
        case .differs: "differs"
        case .refused: "refused"
        }
    }

    private static func reason(_ outcome: ImportReport.Outcome) -> String? {
        switch outcome {
        case .imported, .unchanged: nil
        case .differs(let columns):
            "there is a client of this ID with another "
                + columns.map(\.rawValue).joined(separator: ", ") + "; it stays as it is"
        case .refused(let refusal): refusal.rawValue
        }
    }
}
