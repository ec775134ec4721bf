/// One thing that every implementation of a port has to keep, as a check that can be run over any of them.
///
/// It knows no test framework: run `check` in a test of yours, and let what it throws fail that test. Each check is to
/// be given a fresh, empty subject that nobody else uses.
public struct Promise<Subject: Sendable>: Sendable, CustomStringConvertible {
    /// What is promised, as a sentence.
    public let name: String

    /// Holds a subject to the promise.
    ///
    /// Throws `PromiseBroken` where it is not kept, or what the subject threw where it failed.
    public let check: @Sendable (Subject) async throws -> Void

    /// Puts a promise together.
    public init(_ name: String, check: @escaping @Sendable (Subject) async throws -> Void) {
        self.name = name
        self.check = check
    }

    /// The sentence.
    public var description: String { name }
}

/// What an implementation did instead of keeping a promise, and the line that noticed.
public struct PromiseBroken: Error, CustomStringConvertible {
    /// What should have been so.
    public let expectation: String
    /// The file that noticed.
    public let file: StaticString
    /// The line that noticed.
    public let line: UInt

    /// The expectation with its place.
    public var description: String { "\(expectation) (\(file):\(line))" }
}

/// Throws `PromiseBroken` unless `condition` holds.
func expect(
    _ condition: Bool, _ expectation: String, file: StaticString = #fileID, line: UInt = #line
) throws(PromiseBroken) {
    guard condition else { throw PromiseBroken(expectation: expectation, file: file, line: line) }
}

/// The value; throws `PromiseBroken` where there is none.
func require<Value>(
    _ value: Value?, _ expectation: String, file: StaticString = #fileID, line: UInt = #line
) throws(PromiseBroken) -> Value {
    guard let value else { throw PromiseBroken(expectation: expectation, file: file, line: line) }
    return value
}

/// The port's error that `body` throws; `nil` where it throws nothing.
///
/// Any other error goes on its way.
func refusal<Failure: Error>(_ type: Failure.Type, of body: () async throws -> Void) async throws -> Failure? {
    do {
        try await body()
        return nil
    } catch let error as Failure { return error }
}
