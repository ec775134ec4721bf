/// Every command of `steelcut`, with arguments that are good enough to get past the reading of them.
enum Commands {
    /// Those that need the store.
    static let ofTheStore: [[String]] = [
        ["db", "migrate"], ["db", "status"],
        ["keys", "generate"], ["keys", "list"], ["keys", "rotate"], ["keys", "retire", "abc"], ["keys", "export"],
        ["keys", "reseal", "--new-passphrase-file", "p"], ["keys", "import", "--from", "dir:keyring"],
        ["clients", "add", "--name", "n", "--resource", "r"], ["clients", "update", unknownID, "--name", "n"],
        ["clients", "list"], ["clients", "show", unknownID], ["clients", "disable", unknownID],
        ["clients", "secrets", unknownID], ["clients", "retire-secret", unknownID, "0000000000000000"],
        ["clients", "enable", unknownID], ["clients", "remove", unknownID],
        ["clients", "import", "--from", "sqlite:clientdb.db"], ["token", "revoke", "a.b.c"],
        ["audit", "list"], ["audit", "verify"], ["audit", "export"], ["audit", "seal"],
    ]

    /// The names of all, groups included.
    static let names: [[String]] =
        [
            [], ["init"], ["doctor"], ["db"], ["db", "sql"], ["keys"], ["clients"], ["audit"], ["token"],
            ["token", "request"],
        ]
        + [["token", "verify"], ["resource"], ["resource", "get"]]
        + ofTheStore.map { Array($0.prefix(2)) }

    /// An ID that no client has.
    static let unknownID = "00000000000000000000000000000000"
}
