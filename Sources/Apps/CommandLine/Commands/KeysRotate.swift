import ArgumentParser
import SteelcutDomain
import SteelcutServer

extension Keys {
    /// The command `steelcut keys rotate`.
    struct Rotate: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a key that takes over from the active one, and say when.",
            discussion: """
                With --emergency, for a key that somebody else may have: the new key signs at once, all others leave the key \
                set, and what they have signed is revoked. Every client needs a new token then.
                """)

        @Option(help: "ES256, EdDSA, PS256 or RS256; without it the setting signing.algorithm.")
        var algorithm: SignatureAlgorithm?
        @Flag(help: "End all other keys at once, with every token that they have signed.")
        var emergency = false
        @OptionGroup var formatting: FormatOption
        @OptionGroup(title: "Settings") var settings: ConfigurationOptions

        func run(_ administration: Administration, _ output: Output) async throws {
            let algorithm = algorithm ?? administration.signingAlgorithm
            if emergency {
                let done = try await administration.rotateKeyInEmergency(algorithm)
                let report = EmergencyReport(done, publishBeforeUse: administration.publishBeforeUse)
                output.print(report.json) { report.text }
            } else {
                let rotation = try await administration.rotateKey(algorithm)
                let state = try await administration.state(of: rotation.key)
                let report = RotationReport(rotation, state: state)
                output.print(report.json) { report.text }
            }
        }
    }
}
