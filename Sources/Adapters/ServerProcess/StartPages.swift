import SteelcutFiles

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The pages of code that a program has touched while it started, and need not keep.
///
/// Code is mapped from its files. What was run once stays resident with its neighbours until the machine runs short of
/// memory, and counts as the program's. Given back, a page that is needed again comes from the system's cache.
enum StartPages {
    /// How long after its start a server has settled.
    static let settled = Duration.seconds(1)

    /// Gives them back, on systems that list a process's mappings.
    static func giveBack() {
        #if os(Linux)
        guard let file = try? Descriptor(opening: "/proc/self/smaps", O_RDONLY),
            let bytes = try? file.wholeContents(upTo: 1 << 20)
        else { return }
        for range in code(in: String(decoding: bytes, as: UTF8.self)) {
            // madvise(2), MADV_DONTNEED: "subsequent accesses of pages in the range will succeed", from the mapped file.
            _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, MADV_DONTNEED)
        }
        #endif
    }

    /// The addresses of code that was mapped from files and that nobody has changed since (proc(5), `/proc/pid/smaps`).
    ///
    /// Not what is only readable: that may have been written when the program was linked, and made read-only then. Not a
    /// mapping with a page of its own ("Anonymous"): a debugger or a relocation has written there, and it would be lost.
    static func code(in maps: String) -> [Range<UInt>] {
        var found: [Range<UInt>] = []
        var current: Range<UInt>?
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
            if let name = fields.first, name.hasSuffix(":") {
                if name == "Anonymous:", fields.count > 1, fields[1] == "0", let range = current {
                    found.append(range)
                }
            } else {
                current = mappedCode(fields)
            }
        }
        return found
    }

    /// The range of a mapping's first line, where it is code of a file that is still there.
    private static func mappedCode(_ fields: [Substring]) -> Range<UInt>? {
        // The name stands behind a column of spaces; without one the memory is nobody's file.
        guard fields.count == 6, fields[1] == "r-xp", !fields[5].hasSuffix("(deleted)"),
            fields[5].drop(while: { $0 == " " }).hasPrefix("/")
        else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
    }
}
