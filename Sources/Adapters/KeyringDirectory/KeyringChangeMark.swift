/// What a keyring looked like from outside: equal marks, equal keys.
public struct KeyringChangeMark: Hashable, Sendable {
    /// One file by what changes when it is replaced, written to, or given to somebody else.
    struct File: Hashable, Sendable {
        let name: String
        let inode: UInt64
        let size: Int64
        let modified: Int64
        let changed: Int64
    }

    let files: [File]
}
