import SteelcutConfiguration
import SteelcutServer
import SteelcutServerProcess

/// `steelcut-auth`: issues tokens.
@main
enum AuthorizationServerProgram {
    static func main() async {
        await ServerMain.run(AuthorizationServerSettings.self, version: steelcutVersion, log: \.log) {
            settings, logger in
            try await AuthorizationServer(settings, logger: logger).bind()
        }
    }
}
