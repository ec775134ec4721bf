/// The version of the programs (semantic versioning).
public let steelcutVersion = "0.1.0"
