import ArgumentParser

/// How results are printed.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case json
    case text
}

/// `--format`, which every command takes.
struct FormatOption: ParsableArguments {
    @Option(help: "json or text; text where standard output is a terminal.")
    var format: OutputFormat?

    /// The format asked for, or the one that suits standard output.
    var output: Output { Output(format: format ?? (Terminal.outputIsTerminal ? .text : .json)) }
}
