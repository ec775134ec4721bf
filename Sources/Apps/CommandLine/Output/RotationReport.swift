import SteelcutDomain

/// What a rotation has set in motion, as it is printed.
struct RotationReport {
    private let rotation: KeyRotation
    private let key: KeyReport

    init(_ rotation: KeyRotation, state: SigningKeyState) {
        self.rotation = rotation
        key = KeyReport(record: rotation.key, state: state)
    }

    /// The key before it, and when it stops to sign and to verify.
    private var previous: (key: SigningKeyRecord, signsUntil: Timestamp, verifiesUntil: Timestamp)? {
        guard let previous = rotation.previous, let signs = rotation.previousSignsUntil,
            let verifies = rotation.previousVerifiesUntil
        else { return nil }
        return (previous, signs, verifies)
    }

    var json: JSONValue {
        var members =
            key.members + [
                JSONMember("signs_from", .string(rotation.key.signsFrom.description)),
                JSONMember("key_created", .bool(rotation.isNew)),
            ]
        if let previous {
            members.append(
                JSONMember(
                    "previous",
                    .object([
                        JSONMember("kid", .string(previous.key.keyID.description)),
                        JSONMember("signs_until", .string(previous.signsUntil.description)),
                        JSONMember("verifies_until", .string(previous.verifiesUntil.description)),
                    ])))
        }
        return .object(members)
    }

    var text: String {
        var text = key.text
        if !rotation.isNew { text += "\n\nSomebody else has rotated at the same time: this is their key." }
        if let previous {
            text += "\n\nThe old key \(previous.key.keyID) signs until \(previous.signsUntil) "
            text += "and verifies until \(previous.verifiesUntil)."
        }
        return text
    }
}

/// What an emergency rotation has done, and what it costs, as it is printed.
struct EmergencyReport {
    private let rotation: EmergencyRotation
    private let key: KeyReport
    private let costs: [String]

    init(_ rotation: EmergencyRotation, publishBeforeUse: Int) {
        self.rotation = rotation
        key = KeyReport(record: rotation.key, state: .active)
        let maxAge = min(PublishKeys.longestAge, publishBeforeUse / 2)
        costs = [
            "Every token that the ended keys have signed is revoked: clients have to fetch new ones.",
            "Resource servers that follow the list of revocations refuse those tokens with their next look at it.",
            "Others refuse them once they have fetched the key set again: with the first new token, and at the latest "
                + "after its max-age of \(maxAge) s.",
            "New tokens may be refused for up to 10 s by a resource server that has just fetched the key set for another "
                + "unknown key.",
            "Servers learn of it within 2 s: what they sign with an old key until then is refused, too.",
        ]
    }

    var json: JSONValue {
        .object(
            key.members + [
                JSONMember("signs_from", .string(rotation.key.signsFrom.description)),
                JSONMember("key_created", .bool(rotation.isNew)),
                JSONMember("ended", .array(rotation.ended.map { .string($0.keyID.description) })),
                JSONMember("costs", .array(costs.map { .string($0) })),
            ])
    }

    var text: String {
        var text = key.text
        if !rotation.isNew { text += "\n\nSomebody else has done the same at the same time: this is their key." }
        text += "\n\nEnded, and no key to verify with any more:"
        text += rotation.ended.map { "\n  \($0.keyID)" }.joined()
        return text + "\n\nWhat this costs:" + costs.map { "\n- \($0)" }.joined()
    }
}
