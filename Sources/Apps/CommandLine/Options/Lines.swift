import Foundation

/// The lines of a file of any length, one after the other.
struct Lines {
    private let handle: FileHandle
    private let file: String
    private let longest: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// How many lines were read.
    private(set) var count = 0

    /// Opens the file; `-` is standard input.
    ///
    /// - Throws: `CommandFailure` where it can't be read.
    init(of file: String, longest: Int) throws {
        self.file = file
        self.longest = longest
        handle = try InputFile.open(file)
    }

    /// The next line without its end, empty ones left out; `nil` behind the last.
    ///
    /// - Throws: `CommandFailure` where the file can't be read, or the line is too long.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: 0x0A) {
                let line = Array(buffer[start..<end])
                start = end + 1
                count += 1
                if !line.isEmpty { return line }
                continue
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                count += 1
                return Array(buffer[start...])
            }
            try fill()
        }
    }

    private mutating func fill() throws {
        buffer.removeFirst(start)
        start = 0
        guard buffer.count <= longest else { throw CommandFailure("\(file), line \(count + 1): too long") }
        do {
            guard let chunk = try handle.read(upToCount: 65_536), !chunk.isEmpty else { return isAtEnd = true }
            buffer.append(contentsOf: chunk)
        } catch { throw CommandFailure("can't read \(file): it has to be a file, or - for standard input") }
    }
}
