import Logging
import SteelcutDomain

/// A swift-log handler that writes a line for each event.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let style: LineStyle
    private let clock: any Ports.Clock
    private let sink: LogSink

    init(label: String, style: LineStyle, level: Logger.Level, clock: any Ports.Clock, sink: LogSink) {
        self.label = label
        self.style = style
        self.clock = clock
        self.sink = sink
        logLevel = level
        metadataProvider = LoggingSystem.metadataProvider
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // What is nearest to the event holds.
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { _, provided in provided } }
        if let stated = event.metadata { all.merge(stated) { _, stated in stated } }
        if let error = event.error { all["error"] = "\(error)" }
        let line = LogLine(
            time: clock.now(), level: event.level, label: label, message: event.message.description,
            metadata: FlatMetadata.flatten(all))
        sink.write(style.text(of: line)) { dropped in
            style.text(
                of: LogLine(
                    time: line.time, level: .warning, label: label, message: "log lines were dropped",
                    metadata: [("count", .literal(String(dropped)))]))
        }
    }
}
