/// One key of the configuration: what it is called, what it may hold, and what holds without it.
///
/// Key `a.b-c` is the flag `--a-b-c`, the environment variable `STEELCUT_A_B_C` and the line `a.b-c` of a file.
public struct ConfigurationKey: Hashable, Sendable {
    /// What a value has to look like.
    public enum Kind: Hashable, Sendable {
        /// Text; the settings check what it has to be, `form` says it in words.
        case text(form: String)
        /// Scope words with one space between them; a list in a file.
        case words
        /// A whole number.
        case integer(ClosedRange<Int>)
        /// A duration in whole seconds.
        case duration(ClosedRange<Int>)
        /// A size in bytes.
        case size(ClosedRange<Int>)
        /// One of these words.
        case choice([String])
    }

    /// What a number, a duration in seconds or a size in bytes says; `nil` for what is none, or is out of range.
    func number(in text: String) -> Int? {
        let (found, range): (Int?, ClosedRange<Int>)
        switch kind {
        case .integer(let allowed): (found, range) = (WholeNumber.parse(text), allowed)
        case .duration(let allowed): (found, range) = (DurationText(parsing: text)?.seconds, allowed)
        case .size(let allowed): (found, range) = (SizeText(parsing: text)?.bytes, allowed)
        case .text, .words, .choice: return nil
        }
        return found.flatMap { range.contains($0) ? $0 : nil }
    }

    /// Whether a text can be this key's value, as far as that can be told without the program whose key it is.
    func admits(_ text: String) -> Bool {
        switch kind {
        case .text, .words: true
        case .choice(let words): words.contains(text)
        case .integer, .duration, .size: number(in: text) != nil
        }
    }

    /// What holds where nobody sets the key.
    public enum Default: Hashable, Sendable {
        /// Nothing.
        case none
        /// Nothing, and the program can't do without.
        case required
        /// This text, read like any other value.
        case value(String)
        /// A text that follows from other keys, here in words.
        case derived(String)
    }

    /// The name, such as `http.port-file`.
    public let name: String
    /// What a value has to look like.
    public let kind: Kind
    /// What holds where nobody sets it.
    public let defaultValue: Default
    /// What it is for, as a sentence without its full stop.
    public let meaning: String
    /// Whether a value may hold a password, and is never repeated in a message.
    public let isSecret: Bool

    init(
        _ name: String, _ kind: Kind, default defaultValue: Default = .none, isSecret: Bool = false, _ meaning: String
    ) {
        self.name = name
        self.kind = kind
        self.defaultValue = defaultValue
        self.meaning = meaning
        self.isSecret = isSecret
    }

    /// The flag, such as `--http-port-file`.
    public var flag: String { "--" + String(name.map { $0 == "." ? "-" : $0 }) }

    /// The environment variable, such as `STEELCUT_HTTP_PORT_FILE`.
    public var variable: String {
        "STEELCUT_" + String(name.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
    }

    /// What a value has to look like, in words: `a whole number from 0 to 65535`.
    public var form: String {
        switch kind {
        case .text(let form): form
        case .words: "scopes with one space between them, or a list in a file"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a duration from \(DurationText(range.lowerBound)) to \(DurationText(range.upperBound))"
        case .size(let range): "a size from \(SizeText(range.lowerBound)) to \(SizeText(range.upperBound))"
        case .choice(let words): words.joined(separator: ", ")
        }
    }

    /// What holds where nobody sets the key, in words.
    public var defaultText: String {
        switch defaultValue {
        case .none: "none"
        case .required: "required"
        case .value(let text), .derived(let text): text
        }
    }
}
