import SteelcutFiles

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The pages of memory that a program has touched and need not keep.
///
/// Code and constants are mapped from files. What was run once, at the start above all, stays resident with its neighbours
/// until the machine runs short of memory, and counts as the program's: half of what a busy server has. Given back, a page
/// that is needed again comes from the system's cache. What was freed lazily (`MADV_FREE`: a hash's working memory) counts
/// as long.
enum SparePages {
    /// How long after its start a server has settled, and gives them back for the first time.
    static let settled = Duration.seconds(1)
    /// How long after that again, each time: six to nine milliseconds of work, most of it the system's list.
    static let interval = Duration.seconds(10)

    /// Gives them back, on systems that list a process's mappings.
    static func giveBack() {
        #if os(Linux)
        guard let file = try? Descriptor(opening: "/proc/self/smaps", O_RDONLY),
            let bytes = try? file.wholeContents(upTo: 1 << 20)
        else { return }
        let mappings = mappings(in: bytes)
        for mapping in mappings where mapping.isUnchanged {
            // madvise(2), MADV_DONTNEED: "subsequent accesses of pages in the range will succeed", from the mapped file.
            advise(mapping.range, MADV_DONTNEED)
        }
        for mapping in mappings where mapping.isLazilyFreed {
            // MADV_PAGEOUT keeps what somebody has begun to write to meanwhile.
            advise(mapping.range, pageOut)
        }
        #endif
    }

    #if os(Linux)
    /// `MADV_PAGEOUT` of `<linux/mman.h>`, which older headers lack; older kernels refuse it, and nothing happens.
    private static let pageOut: CInt = 21

    private static func advise(_ range: Range<UInt>, _ advice: CInt) {
        _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, advice)
    }
    #endif

    /// A part of the process's memory (proc(5), `/proc/pid/smaps`).
    struct Mapping {
        let range: Range<UInt>
        fileprivate let permissions: Substring
        fileprivate let name: Substring
        /// KiB, by the line's name.
        fileprivate var sizes: [[UInt8]: Int] = [:]

        /// Whether it was mapped from a file that is still there, can't be written to and was not.
        ///
        /// It has no page of its own, in memory ("Anonymous") or written out ("Swap"): a relocation, made before the
        /// mapping was protected, or a debugger would have written there, and it would be lost.
        var isUnchanged: Bool {
            (permissions == "r-xp" || permissions == "r--p") && name.hasPrefix("/") && !name.hasSuffix("(deleted)")
                && sizes[Size.anonymous] == 0 && sizes[Size.swap] == 0
        }

        /// Whether it is nobody's file, and all of it that is in memory was freed and not used again.
        var isLazilyFreed: Bool {
            guard name.isEmpty, let freed = sizes[Size.lazyFree], freed > 0 else { return false }
            return sizes[Size.rss] == freed
        }
    }

    /// The names of what is asked of a mapping.
    private enum Size {
        static let rss = Array("Rss:".utf8)
        static let anonymous = Array("Anonymous:".utf8)
        static let lazyFree = Array("LazyFree:".utf8)
        static let swap = Array("Swap:".utf8)
        static let all = [rss, anonymous, lazyFree, swap]
    }

    /// What the system's list says; what can't be read is left out.
    ///
    /// It has thousands of lines: only those that are asked for become text.
    static func mappings(in list: [UInt8]) -> [Mapping] {
        var found: [Mapping] = []
        var isKnown = false
        for line in list.split(separator: UInt8(ascii: "\n")) {
            // Sizes begin with a capital letter, and addresses, in hexadecimal digits, don't.
            if let first = line.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
                guard isKnown, let name = Size.all.first(where: { line.starts(with: $0) }),
                    let size = number(in: line.dropFirst(name.count))
                else { continue }
                found[found.count - 1].sizes[name] = size
            } else {
                let mapping = mapping(String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 5))
                isKnown = mapping != nil
                if let mapping { found.append(mapping) }
            }
        }
        return found
    }

    /// The number that stands behind spaces.
    private static func number(in text: ArraySlice<UInt8>) -> Int? {
        let digits = text.drop { $0 == UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: " ") }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// A mapping by its first line: addresses, permissions, three numbers and, behind spaces, a name where it has one.
    private static func mapping(_ fields: [Substring]) -> Mapping? {
        guard fields.count >= 5 else { return nil }
        let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        let name = fields.count > 5 ? fields[5].drop { $0 == " " } : ""
        return Mapping(range: ends[0]..<ends[1], permissions: fields[1], name: name)
    }
}
