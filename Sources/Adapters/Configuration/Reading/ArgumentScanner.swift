/// Reads a program's arguments: `--flag value`, `--flag=value`, and four flags about the program itself.
///
/// Strict, other than swift-configuration's own provider: that one splits values at commas (a libpq connection string
/// may list several hosts), and passes over unknown flags and stray words.
struct ArgumentScanner {
    /// What the arguments ask the program for.
    enum Wish { case run, help, version, printConfiguration }

    /// What was found.
    struct Result {
        var wish = Wish.run
        /// The path given with `--config`.
        var file: String?
        /// Values by the name of their key.
        var values: [String: String] = [:]
    }

    private let keys: [String: ConfigurationKey]
    private let program: Program
    private var result = Result()

    /// Reads arguments against a program's keys.
    static func scan(_ arguments: [String], for program: Program) throws(ConfigurationError) -> Result {
        var scanner = ArgumentScanner(program)
        var rest = arguments[...]
        while let word = rest.popFirst() {
            try scanner.take(word, &rest)
            if scanner.result.wish == .help || scanner.result.wish == .version { break }
        }
        return scanner.result
    }

    private init(_ program: Program) {
        self.program = program
        keys = Dictionary(program.keys.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws(ConfigurationError) {
        guard word.hasPrefix("--"), word != "--" else {
            if word == "-h" { return result.wish = .help }
            throw stray(word)
        }
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let flag = parts[0]
        let inlineValue = parts.count > 1 ? parts[1] : nil
        let wishes: [String: Wish] = ["--help": .help, "--version": .version, "--print-config": .printConfiguration]
        if let wish = wishes[flag] {
            guard inlineValue == nil else { throw ConfigurationError(flag, "takes no value") }
            return result.wish = wish
        }
        if flag == "--config" {
            guard result.file == nil else { throw ConfigurationError(flag, "given twice") }
            let path = try value(of: flag, inlineValue, &rest)
            guard !path.isEmpty else {
                throw ConfigurationError(flag, "has an empty value; leave the flag out instead")
            }
            return result.file = path
        }
        guard let key = keys[flag] else { throw unknown(flag) }
        guard result.values[key.name] == nil else { throw ConfigurationError(key.name, "\(flag) given twice") }
        let value = try value(of: flag, inlineValue, &rest)
        // Empty text for a list is the empty list; for anything else it is a shell variable that was not set.
        guard !value.isEmpty || key.kind == .words else {
            throw ConfigurationError(key.name, "\(flag) has an empty value; leave the flag out instead")
        }
        result.values[key.name] = value
    }

    private func value(
        of flag: String, _ inlineValue: String?, _ rest: inout ArraySlice<String>
    ) throws(ConfigurationError) -> String {
        if let inlineValue { return inlineValue }
        guard let next = rest.first, !next.hasPrefix("--") else {
            throw ConfigurationError(flag, "needs a value (one that begins with dashes is written \(flag)=VALUE)")
        }
        rest.removeFirst()
        return next
    }

    private func unknown(_ flag: String) -> ConfigurationError {
        if let other = Program.allCases.first(where: { $0.keys.contains { $0.flag == flag } }) {
            return ConfigurationError(flag, "not a flag of \(program.rawValue), but of \(other.rawValue)")
        }
        let hint = Suggestion.nearest(to: flag, among: keys.keys).map { "; did you mean \($0)?" }
        return ConfigurationError(Printable.brief(flag), "unknown flag" + (hint ?? "; --help lists all"))
    }

    /// A stray word may be anything, a secret too: it is repeated only where it is short and plain.
    private func stray(_ word: String) -> ConfigurationError {
        let isPlain =
            word.count <= 24 && word.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"=:@".utf8.contains($0) }
        return ConfigurationError(
            isPlain ? word : "argument of \(word.utf8.count) bytes", "unexpected; keys are given as --key VALUE")
    }
}
