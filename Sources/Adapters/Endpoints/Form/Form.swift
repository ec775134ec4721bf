import SteelcutDomain

/// The parameters of a request body (RFC 6749 section 3.2), each once but for `resource` (RFC 8707 section 2).
struct Form: Sendable {
    /// The most parameters that are looked at.
    static let mostParameters = 1000

    /// How many parameters most forms have at most.
    private static let usual = 6

    /// The one name that may stand more than once.
    private static let repeatable = "resource"

    private var parameters: [(name: String, value: String)] = []
    private var names = DistinctNames(expecting: Form.usual)
    /// Each `resource` that is not empty, in order.
    private(set) var resources: [String] = []

    /// Reads a body.
    ///
    /// What has no `=` is a name without a value. An empty value counts as none, but its name as given.
    ///
    /// - Throws: `InvalidRequest.malformedForm` where an encoding is not sound, a control character is in a name or a
    ///   value, or there are too many parameters; `.repeatedParameter` where one stands twice, known or not.
    init(decoding body: [UInt8]) throws(InvalidRequest) {
        parameters.reserveCapacity(Self.usual)
        var count = 0
        var start = 0
        while start < body.count {
            // Found one by one: a million ampersands must not become a million slices.
            var end = start
            var equals: Int?
            while end < body.count {
                let byte = body[end]
                if byte == UInt8(ascii: "&") { break }
                if byte == UInt8(ascii: "="), equals == nil { equals = end }
                end += 1
            }
            if end > start {
                count += 1
                guard count <= Self.mostParameters else { throw .malformedForm }
                try add(name: body[start..<(equals ?? end)], value: body[(equals.map { $0 + 1 } ?? end)..<end])
            }
            start = end + 1
        }
    }

    private mutating func add(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) throws(InvalidRequest) {
        guard let name = FormEncoding.decode(name), let value = FormEncoding.decode(value) else {
            throw .malformedForm
        }
        if name == Self.repeatable {
            if !value.isEmpty { resources.append(value) }
        } else {
            guard names.insert(name) else { throw .repeatedParameter }
            parameters.append((name, value))
        }
    }

    /// The value of a parameter; `nil` where it is missing or empty (RFC 6749 section 3.2).
    subscript(name: String) -> String? {
        // In place: what is looked at is not copied.
        let looked = parameters.span
        for place in looked.indices where looked[place].name.hasSameBytes(as: name) {
            let value = looked[place].value
            return value.isEmpty ? nil : value
        }
        return nil
    }
}
