import ArgumentParser
import SteelcutConfiguration
import SteelcutDomain
import SteelcutServer
import SteelcutServerProcess

/// The command `steelcut doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything that steelcut-auth needs, and say what to do.",
        discussion: """
            Reads the settings of steelcut-auth, by the same flags, variables and file, and looks at files, clock, store, \
            database roles, keys and TLS. A running server is asked where --issuer or --url names it. Changes nothing. \
            Exit status: 0 where nothing failed, 1 where something did, 64 where the settings are wrong.
            """)

    @Option(help: ArgumentHelp("Who issues tokens; is asked as a running server.", valueName: "url"))
    var issuer: String?
    @Option(help: ArgumentHelp("Where to ask the running server, if not at its public name.", valueName: "url"))
    var url: Issuer?
    @Option(help: ArgumentHelp("The server's certificate chain, PEM.", valueName: "file"), completion: .file())
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The server's private key, PEM.", valueName: "file"), completion: .file())
    var tlsPrivateKey: String?
    @OptionGroup var formatting: FormatOption
    @OptionGroup(title: "Settings") var settings: ConfigurationOptions

    func run() async throws {
        let own = [
            ("--issuer", issuer), ("--tls-certificate", tlsCertificate), ("--tls-private-key", tlsPrivateKey),
        ].flatMap { name, value in value.map { ["\(name)=\($0)"] } ?? [] }
        let resolved: AuthorizationServerSettings
        do {
            resolved = try settings.read(AuthorizationServerSettings.self, adding: own)
        } catch let error as ConfigurationError {
            print([Doctor.finding(error)])
            Terminal.note("steelcut: \(error)")
            throw ExitCode(ConfigurationError.exitStatus)
        }
        // An issuer that is only configured need not run yet.
        let findings = await Doctor(resolved, server: url ?? (issuer == nil ? nil : resolved.issuer)).findings()
        print(findings)
        if findings.contains(where: { $0.status == .failed }) { throw ExitCode(1) }
    }

    private func print(_ findings: [Finding]) {
        formatting.output.print(.array(findings.map(\.json))) { FindingsText(findings: findings).text }
    }
}
