/// The address could not be listened on.
public struct ListenFailure: Error, CustomStringConvertible {
    /// Host and port, as configured.
    public let address: String
    /// What the system says.
    public let reason: String

    /// One line that names the address.
    public var description: String { "cannot listen on \(address): \(reason)" }
}

/// The grace of a shutdown ran out while requests were in flight; their connections were cut.
public struct ShutdownGraceExceeded: Error, CustomStringConvertible {
    /// How many connections were cut.
    public let connections: Int

    /// One line.
    public var description: String {
        "the grace of the shutdown ran out with \(connections) connections open; they were cut (shutdown.grace)"
    }
}

/// The listening socket closed although nobody had asked for it.
public struct ListenerLost: Error, CustomStringConvertible {
    /// One line.
    public var description: String { "the listening socket was closed" }
}

/// The port file could not be written.
public struct PortFileFailure: Error, CustomStringConvertible {
    /// Its path, as configured.
    public let path: String

    /// One line that names the file.
    public var description: String {
        "cannot write the port file \(path); its folder has to be there, and writable (http.port-file)"
    }
}

/// A PEM file can't be used.
public struct TLSFileFailure: Error, CustomStringConvertible {
    /// The setting that names it: `tls.certificate` or `tls.private-key`.
    public let setting: String
    /// Its path, as configured.
    public let file: String
    /// What is wrong with it, never what is in it.
    public let problem: String

    /// One line that names the setting and the file.
    public var description: String { "\(setting): \(file): \(problem)" }

    static func certificate(_ file: String, _ problem: String) -> TLSFileFailure {
        TLSFileFailure(setting: "tls.certificate", file: file, problem: problem)
    }

    static func privateKey(_ file: String, _ problem: String) -> TLSFileFailure {
        TLSFileFailure(setting: "tls.private-key", file: file, problem: problem)
    }
}
