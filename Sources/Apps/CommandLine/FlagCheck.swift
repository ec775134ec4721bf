import ArgumentParser
import SteelcutConfiguration

/// Looks at the flags before the values are read, so that a wrong flag is what is told of, not what is missing beside it.
enum FlagCheck {
    /// The first flag that the command does not have; `nil` where all are known.
    ///
    /// A value never begins with two dashes here, as the parser takes none that does, unless it is given with `=`.
    static func unknown(in arguments: [String]) -> String? {
        let help = words(of: command(arguments))
        return flags(arguments).first { !help.contains($0) }
    }

    /// The first of `names` that is given twice: whoever does that means one thing and says two.
    static func repeated(_ names: Set<String>, in arguments: [String]) -> String? {
        var seen: Set<String> = []
        return flags(arguments).first { names.contains($0) && !seen.insert($0).inserted }
    }

    /// Puts a key's ID that begins with a dash behind `--`, so that it is not taken for a flag.
    ///
    /// A thumbprint (RFC 7638) is 43 characters of base64url, and one in 64 begins with a dash.
    static func sparingKeyID(_ arguments: [String]) -> [String] {
        guard arguments.starts(with: ["keys", "retire"]), !arguments.contains("--"),
            let index = arguments.firstIndex(where: { $0.hasPrefix("-") && $0.utf8.count == 43 && !$0.contains("=") })
        else { return arguments }
        return Array(arguments[..<index] + arguments[(index + 1)...]) + ["--", arguments[index]]
    }

    /// The words of the command, such as `steelcut clients add`.
    static func commandName(in arguments: [String]) -> String {
        var command: any ParsableCommand.Type = Steelcut.self
        var words = [Steelcut._commandName]
        for word in arguments {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
            command = next
            words.append(word)
        }
        return words.joined(separator: " ")
    }

    private static func flags(_ arguments: [String]) -> [String] {
        arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { String($0.prefix { $0 != "=" }) }
    }

    /// The command that the words at the beginning name.
    private static func command(_ arguments: [String]) -> any ParsableCommand.Type {
        var command: any ParsableCommand.Type = Steelcut.self
        for word in arguments {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
            command = next
        }
        return command
    }

    private static func words(of command: any ParsableCommand.Type) -> Set<String> {
        let help = Steelcut.helpMessage(for: command, includeHidden: true, columns: 200)
        let ends: Set<Character> = [" ", "\n", ",", "[", "]", ")", "("]
        return Set(help.split { ends.contains($0) }.map(String.init))
            .union(["--help-hidden", "--experimental-dump-help", "--generate-completion-script"])
    }
}
