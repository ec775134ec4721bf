import SteelcutDomain

/// How an event of the audit trail is listed.
struct AuditEventReport {
    let event: AuditEvent

    /// What `audit list` prints of each event.
    var json: JSONValue {
        .object([
            JSONMember("seq", .integer(Int(event.sequence))), JSONMember("time", .string(event.time.description)),
            JSONMember("actor", .string(event.actor)), JSONMember("event", .string(event.name)),
            // Somebody may have written a row by hand.
            JSONMember("detail", (try? JSONReader.read(Array(event.detail.utf8))) ?? .string(event.detail)),
            JSONMember("hash", .string(Base64URL.string(event.hash))),
        ])
    }

    /// The table of events for people.
    static func table(_ events: [AuditEvent]) -> String {
        Table(
            header: ["SEQ", "TIME", "ACTOR", "EVENT", "DETAIL"],
            rows: events.map { event in
                ["\(event.sequence)", event.time.description, event.actor, event.name, detail(of: event)]
            }
        ).text
    }

    /// The members as `name=value`; keys and seals, which nobody reads, are left out.
    private static func detail(of event: AuditEvent) -> String {
        guard case .object(let members)? = try? JSONReader.read(Array(event.detail.utf8)) else { return event.detail }
        return members.filter { $0.name != "jwk" && $0.name != "seal" }.map { member in
            switch member.value {
            case .string(let text): "\(member.name)=\(text)"
            case .array(let elements) where elements.allSatisfy({ $0.string != nil }):
                "\(member.name)=\(elements.compactMap(\.string).joined(separator: ","))"
            default: "\(member.name)=\(String(decoding: JSONWriter.write(member.value), as: UTF8.self))"
            }
        }.joined(separator: " ")
    }
}

/// How a check of the audit trail is reported.
struct AuditReportText {
    let report: AuditReport

    var json: JSONValue {
        .object([
            JSONMember("ok", .bool(report.fault == nil)), JSONMember("events", .integer(Int(report.events))),
            JSONMember("sealed_through", .integer(Int(report.sealedThrough))),
            JSONMember("unsealed", .integer(Int(report.unsealed))),
            JSONMember("kid", report.sealedBy.map { .string($0.description) } ?? .null),
            JSONMember("key_known", .bool(report.isKeyGiven)),
            JSONMember(
                "fault",
                report.fault.map { fault in
                    .object([
                        JSONMember("kind", .string(fault.kind)), JSONMember("seq", .integer(Int(fault.sequence))),
                    ])
                } ?? .null),
        ])
    }

    /// The same for people.
    var text: String {
        let events = "\(report.events) event\(report.events == 1 ? "" : "s")"
        let first = report.fault == nil ? "\(events) in order." : "\(events) in order, then: \(fault ?? "")."
        return Terminal.coloured(first, report.fault == nil ? 32 : 31) + "\n" + sealed
    }

    /// What is wrong, in words; `nil`: nothing is.
    var fault: String? {
        switch report.fault {
        case nil: nil
        case .altered(let number): "event \(number) was altered"
        case .removed(let number): "event \(number) was removed"
        case .inserted(let number): "event \(number) was inserted"
        case .moved(let number): "event \(number) was moved"
        case .seal(let number): "the seal of event \(number) is by no known key that was good then"
        case .rewritten(let first, let last):
            first == last
                ? "event \(first) was altered: it is not what was signed"
                : "an event from \(first) to \(last) was altered, removed or inserted, and all behind it made anew: they "
                    + "are not what was signed"
        }
    }

    private var sealed: String {
        guard let kid = report.sealedBy else {
            return "Unsealed: all. Nothing of it was ever signed; steelcut audit seal does that."
        }
        let range = report.unsealed == 0 ? "Nothing is unsealed." : "Unsealed: \(report.unsealed) behind it."
        let known = report.isKeyGiven ? "" : " That key is known from the trail alone."
        return "Sealed up to event \(report.sealedThrough) by the key \(kid).\(known) \(range)"
    }
}
