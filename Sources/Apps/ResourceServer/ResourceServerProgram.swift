import SteelcutConfiguration
import SteelcutResourceServer
import SteelcutServerProcess

/// `steelcut-resource`: serves a document to whoever brings a good token.
@main
enum ResourceServerProgram {
    static func main() async {
        await ServerMain.run(ResourceServerSettings.self, version: steelcutVersion, log: \.log) { settings, logger in
            try await ResourceServer(settings, logger: logger).bind()
        }
    }
}
