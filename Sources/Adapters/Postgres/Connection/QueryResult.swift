internal import CSteelcutPQ

/// One `PGresult`, failed ones too: each has to be cleared.
///
/// Flat, internal and not generic, as types that own C objects have to be.
@safe struct QueryResult: ~Copyable {
    private let pointer: OpaquePointer

    init(takingOwnershipOf pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe PQclear(pointer) }

    /// The server's refusal; `nil` where the statement was carried out.
    var refusal: SQLError? {
        switch unsafe PQresultStatus(pointer) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: nil
        default:
            SQLError(
                state: SQLState(field(Int32(UInt8(ascii: "C")))),  // PG_DIAG_SQLSTATE
                message: field(Int32(UInt8(ascii: "M"))))  // PG_DIAG_MESSAGE_PRIMARY
        }
    }

    /// Everything that is in it, copied.
    var answer: Answer {
        var answer = Answer()
        answer.tag = unsafe PQcmdStatus(pointer).map { unsafe String(cString: $0) } ?? ""
        answer.count = unsafe PQcmdTuples(pointer).flatMap { unsafe Int(String(cString: $0)) } ?? 0
        let columns = unsafe PQnfields(pointer)
        for row in 0..<max(0, unsafe PQntuples(pointer)) {
            answer.rows.append(Row(columns: (0..<max(0, columns)).map { cell(row, $0) }))
        }
        return answer
    }

    private func cell(_ row: Int32, _ column: Int32) -> [UInt8]? {
        guard unsafe PQgetisnull(pointer, row, column) == 0, let start = unsafe PQgetvalue(pointer, row, column) else {
            return nil
        }
        let length = Int(unsafe PQgetlength(pointer, row, column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: max(0, length)))
    }

    private func field(_ code: Int32) -> String {
        unsafe PQresultErrorField(pointer, code).map { unsafe String(cString: $0) } ?? ""
    }
}
