import Foundation
import Testing

/// A folder of a test's own, and the programs run in it.
struct Workspace: Sendable {
    /// The folder.
    let folder: URL
    /// The environment of every program: nothing of ours but what finds libraries and counts coverage.
    var environment: [String: String]

    /// Makes a folder for `body` and removes it afterwards.
    ///
    /// Every program that ends leaves a profile of megabytes where coverage is counted: tables of many rows, which say
    /// little about coverage, turn that off.
    static func with<Value>(
        countingCoverage: Bool = true, _ body: (Workspace) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "steelcut-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        var workspace = Workspace(folder: folder)
        if !countingCoverage { workspace.environment["LLVM_PROFILE_FILE"] = "/dev/null" }
        return try await body(workspace)
    }

    private init(folder: URL) {
        self.folder = folder
        let ours = ProcessInfo.processInfo.environment
        environment = ours.filter { ["PATH", "LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"].contains($0.key) }
        environment["HOME"] = folder.path
        environment["XDG_CACHE_HOME"] = folder.appending(path: "cache").path
        if environment["LLVM_PROFILE_FILE"] == nil { environment["LLVM_PROFILE_FILE"] = "/dev/null" }
        // Tests of what hashing costs are elsewhere: here it only takes time.
        environment["STEELCUT_HASH_MEMORY_KIB"] = "8"
        environment["STEELCUT_HASH_ITERATIONS"] = "1"
    }

    /// A path in the folder.
    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Writes a file, with mode 0600, and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file, with mode 0600, and returns its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: folder.appending(path: name), options: .atomic)
        try chmod(0o600, name)
        return path(name)
    }

    /// What a file holds.
    func read(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: name))) }

    /// Changes the mode of a file.
    func chmod(_ mode: Int, _ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    /// The mode of a file.
    func mode(_ name: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? NSNumber)?.intValue
    }

    /// The names in a folder, in order; none where it is not there.
    func names(in name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
    }
}
