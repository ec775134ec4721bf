import SteelcutDomain

/// How a signing key is printed: its public side only.
struct KeyReport {
    let record: SigningKeyRecord
    let state: SigningKeyState

    /// What `list` prints of each key.
    var members: [JSONMember] {
        [
            JSONMember("kid", .string(record.keyID.description)),
            JSONMember("algorithm", .string(record.publicKey.algorithm.rawValue)),
            JSONMember("state", .string(state.rawValue)),
            JSONMember("created", .string(record.created.description)),
        ]
    }

    /// The same, with the moment from which it signs.
    var json: JSONValue {
        .object(members + [JSONMember("signs_from", .string(record.signsFrom.description))])
    }

    /// One key for people.
    var text: String {
        Details(rows: [
            ("kid", record.keyID.description), ("algorithm", record.publicKey.algorithm.rawValue),
            ("state", state.rawValue), ("created", record.created.description),
            ("signs from", record.signsFrom.description),
        ]).text
    }

    /// The table of all keys for people.
    static func table(_ schedule: KeySchedule, at now: Timestamp) -> String {
        Table(
            header: ["KID", "ALGORITHM", "STATE", "CREATED", "SIGNS FROM", "VERIFIES UNTIL"],
            rows: schedule.records.map { record in
                [
                    record.keyID.description, record.publicKey.algorithm.rawValue,
                    schedule.state(of: record, at: now).rawValue, record.created.description,
                    record.signsFrom.description, schedule.verifiesUntil(record)?.description ?? "-",
                ]
            }
        ).text
    }
}
