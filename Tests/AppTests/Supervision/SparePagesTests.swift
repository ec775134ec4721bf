import Testing

@testable import SteelcutServerProcess

/// Which memory a server gives back.
@Suite struct SparePagesTests {
    private func map(_ line: String, anonymous: Int = 0, lazyFree: Int = 0, swap: Int = 0) -> String {
        """
        \(line)
        Size:                 32 kB
        Rss:                  16 kB
        Anonymous:      \(anonymous) kB
        LazyFree:       \(lazyFree) kB
        AnonHugePages:         0 kB
        Swap:           \(swap) kB
        SwapPss:               0 kB
        VmFlags: rd ex mr mw me sd

        """
    }

    @Test func `it is what was mapped from files, and no page that anybody has written to`() {
        let maps =
            map("55d0c0a00000-55d0c0a08000 r--p 00000000 fe:00 1234                       /usr/bin/program")
            + map("55d0c0a08000-55d0c0a10000 r-xp 00008000 fe:00 1234                       /usr/bin/program")
            + map("55d0c0a10000-55d0c0a18000 rw-p 00010000 fe:00 1234                       /usr/bin/program")
            + map(
                "7f0000000000-7f0000008000 r-xp 00000000 fe:00 99                         /usr/lib/a library.so",
                anonymous: 4)
            + map("7f0000010000-7f0000018000 r-xp 00000000 fe:00 98                         /usr/lib/b library.so")
            + map(
                "7f0000018000-7f0000020000 r--p 00000000 fe:00 98                         /usr/lib/b library.so",
                swap: 4)
            + map("7f0000020000-7f0000028000 r-xp 00000000 00:01 97                         /dev/zero (deleted)")
            + map("7f0000030000-7f0000038000 r-xp 00000000 00:00 0 ")
            + map("7fff00000000-7fff00008000 r-xp 00000000 00:00 0                          [vdso]")
        #expect(
            SparePages.mappings(in: Array(maps.utf8)).filter(\.isUnchanged).map(\.range) == [
                0x55d0_c0a0_0000..<0x55d0_c0a0_8000, 0x55d0_c0a0_8000..<0x55d0_c0a1_0000,
                0x7f00_0001_0000..<0x7f00_0001_8000,
            ])
    }

    @Test func `it is what was freed lazily, and nothing that is in use again`() {
        let maps =
            map("7f0000000000-7f0000008000 rw-p 00000000 00:00 0 ", anonymous: 16, lazyFree: 16)
            + map("7f0000008000-7f0000010000 rw-p 00000000 00:00 0 ", anonymous: 16, lazyFree: 12)
            + map("7f0000010000-7f0000018000 rw-p 00000000 00:00 0 ", anonymous: 16)
            + map(
                "7f0000018000-7f0000020000 rw-p 00000000 00:00 0                          [heap]", anonymous: 16,
                lazyFree: 16)
        let found = SparePages.mappings(in: Array(maps.utf8)).filter(\.isLazilyFreed).map(\.range)
        #expect(found == [0x7f00_0000_0000..<0x7f00_0000_8000])
    }

    @Test(arguments: [
        "", "\n", "nonsense", "Anonymous: 0 kB\nSwap: 0 kB", "zz-yy r-xp 0 0 0 /a\nAnonymous: 0 kB\nSwap: 0 kB",
        "2-1 r-xp 0 0 0 /a\nAnonymous: 0 kB\nSwap: 0 kB", "1-2 r-xp 0 0 0 /a\nAnonymous: 0 kB",
        "1-2 r-xp 0 0 0 /a\nSwap: 0 kB\nSwap: 0 kB",
        "1-2 r-xp 0 0 0 /a\nzz-yy r-xp 0 0 0 /a\nAnonymous: 0 kB\nSwap: 0 kB",
        "1-2 r-xp 0 0 0 /a\nAnonymous: no kB\nSwap: 0 kB",
    ])
    func `what can't be read names nothing`(maps: String) {
        #expect(SparePages.mappings(in: Array(maps.utf8)).allSatisfy { !$0.isUnchanged && !$0.isLazilyFreed })
    }
}
