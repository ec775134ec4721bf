import Foundation

/// A terminal of our own, whose other side a program writes to.
struct Terminal {
    private let master: Int32
    private let name: String

    init() throws {
        // ptmx(4); posix_openpt(3) and its kin are hidden from Swift, these are what they do (ioctl_tty(2)).
        let getNumber: UInt = 0x8004_5430  // TIOCGPTN
        let setLock: UInt = 0x4004_5431  // TIOCSPTLCK
        var number: Int32 = 0
        var locked: Int32 = 0
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        guard master >= 0, ioctl(master, setLock, &locked) == 0, ioctl(master, getNumber, &number) == 0 else {
            throw POSIXError(.ENOTTY)
        }
        name = "/dev/pts/\(number)"
    }

    /// The side that a program has as its standard output.
    func forChild() throws -> FileHandle {
        let side = open(name, O_RDWR | O_NOCTTY)
        guard side >= 0 else { throw POSIXError(.ENOTTY) }
        return FileHandle(fileDescriptor: side, closeOnDealloc: true)
    }

    /// What was written, line ends as the program wrote them; to be called once, after its end.
    func written() -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        while case let count = read(master, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
        close(master)
        return String(decoding: text, as: UTF8.self).replacing("\r\n", with: "\n")
    }
}
