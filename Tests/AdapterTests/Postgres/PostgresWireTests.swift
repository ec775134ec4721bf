import SteelcutDomain
import Testing

@testable import SteelcutPostgres

@Suite struct PostgresWireTests {
    @Test(arguments: [
        ("42501", StoreFailure.Code.notPermitted), ("28P01", .notPermitted), ("28000", .notPermitted),
        ("42P01", .notInitialized), ("3F000", .notInitialized), ("42883", .notInitialized),
        ("57P03", .unavailable), ("57P01", .unavailable), ("57014", .unavailable), ("08006", .unavailable),
        ("53300", .unavailable), ("53100", .unavailable), ("40001", .unavailable), ("40P01", .unavailable),
        ("55P03", .unavailable), ("25006", .unavailable), ("XX001", .corrupt), ("XX000", .failed),
        ("22003", .failed), ("23505", .failed), ("42601", .failed), ("", .failed),
    ])
    func `every SQLSTATE has its meaning`(_ state: String, _ code: StoreFailure.Code) {
        #expect(SQLState(state).code == code)
    }

    @Test(arguments: [
        (
            "connection to server at \"h\" (::1), port 1 failed: FATAL:  28P01\n", StoreFailure.Code.notPermitted, true,
            "the server refused the login (SQLSTATE 28P01); look at role, password and pg_hba.conf"
        ),
        ("FATAL:  3D000\n", .failed, true, "the database does not exist (SQLSTATE 3D000); createdb makes it"),
        (
            "ВАЖНО:  28000\n", .notPermitted, true,
            "the server refused the login (SQLSTATE 28000); look at role, password and pg_hba.conf"
        ),
        (
            "FATAL:  42501\n", .notPermitted, true,
            "the role may not connect to the database (SQLSTATE 42501); GRANT CONNECT lets it"
        ),
        ("FATAL:  57P03\n", .unavailable, false, "the server refused the connection (SQLSTATE 57P03)"),
        ("FATAL:  53300\n", .unavailable, false, "the server refused the connection (SQLSTATE 53300)"),
        (
            "could not translate host name \"canary\" to address: x\nmore", .unavailable, false,
            "could not translate host name \"…\" to address: x"
        ),
        ("", .unavailable, false, "the connection failed"),
    ])
    func `libpq's word on an attempt is read by its code and holds no secret`(
        _ message: String, _ code: StoreFailure.Code, _ isFinal: Bool, _ cause: String
    ) {
        let failure = ConnectFailure(message: message, secrets: ["", "canary"])
        #expect(failure.failure.code == code)
        #expect(failure.isFinal == isFinal)
        #expect(failure.failure.cause == cause)
    }

    @Test func `values go out and come back`() throws {
        for texts in [[], [""], ["a", "b"], ["{\"\\,}", "é", "NULL"]] {
            #expect(try Row(columns: [Value.texts(texts).encoded]).texts(0) == texts)
        }
        for integer in [0, 1, -1, Int64.min, .max, 1_763_760_000_123_457] {
            #expect(try Row(columns: [Value.integer(integer).encoded]).integer(0) == integer)
        }
        // What `SELECT '{}'::bigint[]` and `'{-1,258}'::bigint[]` send.
        #expect(Value.integers([]).encoded == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20])
        #expect(
            Value.integers([-1, 258]).encoded
                == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 8]
                + Array(repeating: 255, count: 8) + [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2])
        let row = Row(columns: [Value.boolean(true).encoded, Value.boolean(false).encoded, Value.null.encoded])
        #expect(try row.boolean(0))
        #expect(try !row.boolean(1))
        #expect(try row.optionalText(2) == nil)
    }

    @Test func `whatever a column holds, reading it ends in a value or an error`() throws {
        let good = try #require(Value.texts(["ab", "c"]).encoded)
        var malformed = (0..<good.count).map { Array(good.prefix($0)) }
        malformed += good.indices.map { index in
            var bytes = good
            bytes[index] ^= 0xFF
            return bytes
        }
        malformed.append(good + [0])
        for bytes in malformed {
            let row = Row(columns: [bytes])
            // A flipped letter is still a letter or not UTF-8; flags and first index are not looked at.
            if let texts = try? row.texts(0) { #expect(texts.count <= 2) }
            if bytes.count != 1 { #expect(throws: CallFailure.self) { try row.boolean(0) } }
            if bytes.count != 8 { #expect(throws: CallFailure.self) { try row.integer(0) } }
        }
        #expect(throws: CallFailure.self) { try Row(columns: []).text(0) }
        #expect(throws: CallFailure.self) { try Row(columns: [nil]).text(0) }
        #expect(throws: CallFailure.self) { try Row(columns: [[0xFF]]).text(0) }
    }
}
