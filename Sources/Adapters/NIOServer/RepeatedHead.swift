import HTTPTypes
import NIOCore

/// Remembers the head of the last request on a connection, so that one that begins with the very same bytes need not be
/// parsed, checked and translated again: clients that keep a connection send the same head time after time.
///
/// The parser says that a request has ended, but not at which byte. Where requests come one by one that can be reckoned: a
/// head ends with its first empty line, and what was read beyond it is the body. Once it does not come out even, as with
/// requests that were pipelined, or a head came in two pieces, the connection does without.
struct RepeatedHead {
    private enum Place {
        /// What is read next begins a request.
        case betweenRequests
        /// A request has begun with these bytes, and so many have been read of it.
        case inside(ByteBuffer, read: Int)
        case unknown
    }

    private struct Known {
        let bytes: ByteBuffer
        let head: IncomingRequest.Head
        let bodyLength: Int
    }

    /// The longest head that is remembered, in bytes: idle connections keep theirs.
    private static let longest = 1024

    private var place = Place.betweenRequests
    private var known: Known?

    /// The head and the body of the request that these bytes are, where its head is the remembered one and it has come
    /// whole; nothing otherwise.
    func request(in bytes: ByteBuffer) -> (head: IncomingRequest.Head, body: ByteBuffer)? {
        guard let known, case .betweenRequests = place else { return nil }
        let length = known.bytes.readableBytes
        guard bytes.readableBytes == length + known.bodyLength else { return nil }
        var body = bytes
        guard body.readSlice(length: length) == known.bytes else { return nil }
        return (known.head, body)
    }

    /// The parser is given these bytes.
    mutating func parsing(_ bytes: ByteBuffer) {
        switch place {
        case .betweenRequests: place = .inside(bytes, read: bytes.readableBytes)
        case .inside(let first, let read): place = .inside(first, read: read + bytes.readableBytes)
        case .unknown: break
        }
    }

    /// The parser has found a request's end.
    mutating func parsed(_ request: IncomingRequest) {
        guard case .inside(let first, let read) = place else { return }
        end()
        // What tells who asks is not kept, and who says it in the head is not looked at any further.
        guard request.head.isRepeatable, let length = Self.length(ofHeadIn: first),
            read == length + request.body.count
        else { return }
        place = .betweenRequests
        guard length <= Self.longest else { return }
        known = Known(
            bytes: ByteBuffer(bytes: first.readableBytesView.prefix(length)), head: request.head,
            bodyLength: request.body.count)
    }

    /// No further request is read.
    mutating func end() {
        known = nil
        place = .unknown
    }

    /// Where the first empty line has ended; `nil` where there is none, or a line ends with LF alone, which parsers have
    /// disagreed about (RFC 9112 section 2.2).
    private static func length(ofHeadIn bytes: ByteBuffer) -> Int? {
        let bytes = bytes.readableBytesUInt8Span
        var lineStart = 0
        for place in bytes.indices where bytes[place] == UInt8(ascii: "\n") {
            guard place > 0, bytes[place - 1] == UInt8(ascii: "\r") else { return nil }
            if place == lineStart + 1 { return place + 1 }
            lineStart = place + 1
        }
        return nil
    }
}
