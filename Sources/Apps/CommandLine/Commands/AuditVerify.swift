import ArgumentParser
import SteelcutDomain
import SteelcutServer

extension Audit {
    /// The command `steelcut audit verify`.
    struct Verify: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the trail, and name the first event that was altered, removed or inserted.",
            discussion: """
                The trail of the store, or with --file an exported one, for which no store is needed. What follows the last \
                signed head is unsealed: whoever can write to the store could have changed it. Without --jwks-file a seal may \
                also be of a key that the trail itself carries: keep `keys export` elsewhere to be sure.
                """)

        @Option(
            help: ArgumentHelp("An exported trail; - is standard input.", valueName: "file"), completion: .file())
        var file: String?
        @Option(
            help: ArgumentHelp("The only keys that seals may be of, as `keys export` prints them.", valueName: "file"),
            completion: .file())
        var jwksFile: String?
        @Option(
            help: ArgumentHelp("A seal that was kept elsewhere; repeatable.", valueName: "file"), completion: .file())
        var sealFile: [String] = []
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run() async throws {
            guard let file else { return try await runOverStore() }
            try await reporting { try tell(try check(file), formatting.output) }
        }

        func run(_ administration: Administration, _ output: Output) async throws {
            try tell(try await administration.verifyAuditTrail(keys: try keys(), seals: try seals()), output)
        }

        private func check(_ file: String) throws -> AuditReport {
            var lines = try Lines(of: file, longest: AuditExport.longestLine)
            let seals = try seals()
            let keys = try keys()
            guard let first = try lines.next() else { throw CommandFailure("\(file) is empty") }
            guard let export = AuditExport(parsing: first) else {
                throw CommandFailure("\(file) is no exported audit trail; steelcut audit export prints one")
            }
            var trail = try ExportedAuditTrail(export, keys: keys)
            while let line = try lines.next() {
                guard trail.take(line) else { throw CommandFailure("\(file), line \(lines.count): no event") }
            }
            return trail.finish(seals: seals)
        }

        private func keys() throws -> [JSONWebKey]? {
            guard let jwksFile else { return nil }
            let bytes = try InputFile.read(jwksFile, limit: JSONWebKeySet.largest)
            do throws(KeyDefect) { return try JSONWebKeySet(parsing: bytes).keys } catch {
                throw CommandFailure("--jwks-file: \(jwksFile): \(error.rawValue)")
            }
        }

        private func seals() throws -> [AuditSeal] {
            try sealFile.map { file in
                var bytes = try InputFile.read(file, limit: CompactJWS.longest)
                while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
                do throws(TokenDefect) { return try AuditSeal(parsing: String(decoding: bytes, as: UTF8.self)) } catch {
                    throw CommandFailure("--seal-file: \(file): no seal; steelcut audit seal --format text prints one")
                }
            }
        }

        /// Prints what was found; a trail that is not in order ends with 1.
        private func tell(_ report: AuditReport, _ output: Output) throws {
            let text = AuditReportText(report: report)
            output.print(text.json) { text.text }
            if let fault = text.fault { throw CommandFailure("the audit trail is not in order: \(fault)") }
        }
    }
}
