/// A statement that each connection prepares once: fixed text, its arguments bound.
struct Statement: Sendable {
    let name: String
    let sql: String

    init(_ name: StaticString, _ sql: StaticString) {
        self.name = "steelcut_\(name)"
        self.sql = sql.description
    }
}
