public import SteelcutConfiguration
public import SteelcutNIOServer

extension HTTPServerConfiguration {
    /// The front end as the settings have it.
    public init(_ settings: HTTPSettings) {
        self.init(
            host: settings.host, port: settings.port, portFile: settings.portFile,
            limits: HTTPLimits(
                body: settings.limits.body, headerList: settings.limits.headerList,
                requestTime: settings.limits.requestTime, idleTime: settings.limits.idleTime,
                connections: settings.limits.connections),
            shutdownGrace: settings.shutdownGrace,
            tls: settings.tls.map { TLSFiles(certificate: $0.certificateFile, privateKey: $0.privateKeyFile) })
    }
}
