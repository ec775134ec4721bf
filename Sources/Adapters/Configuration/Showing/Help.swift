/// What `--help` prints: every key with its default and its meaning.
enum Help {
    /// The text.
    static func text(for program: Program) -> String {
        """
        \(program.rawValue), \(program.summary).

        Usage: \(program.rawValue) [--KEY VALUE]... [--config FILE]

        A key such as http.port is set by a flag (--http-port 80 or --http-port=80), by an environment variable
        (STEELCUT_HTTP_PORT) or in a file, in this order of precedence.

          --config FILE
              YAML or JSON file with further keys (STEELCUT_CONFIG)
          --print-config
              print every key's effective value and where it comes from, and end
          --help, -h
              print this and end
          --version
              print the version and end

        Keys:

        \(program.keys.map(entry).joined(separator: "\n"))

        """
    }

    private static func entry(_ key: ConfigurationKey) -> String {
        """
          \(key.flag) \(placeholder(key))
              \(key.meaning)
              \(key.form); default: \(key.defaultText)
        """
    }

    private static func placeholder(_ key: ConfigurationKey) -> String {
        switch key.kind {
        case .text(form: "a path"): "PATH"
        case .text: "TEXT"
        case .words: "SCOPES"
        case .integer: "NUMBER"
        case .duration: "DURATION"
        case .size: "SIZE"
        case .choice: "WORD"
        }
    }
}
