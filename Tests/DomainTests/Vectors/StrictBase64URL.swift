import SteelcutDomain
import Testing

@Suite("base64url, strict") struct StrictBase64URL {
    /// RFC 4648 section 10, without padding, and RFC 7515 appendix C.
    static let pairs: [([UInt8], String)] = [
        ([], ""), (Array("f".utf8), "Zg"), (Array("fo".utf8), "Zm8"), (Array("foo".utf8), "Zm9v"),
        (Array("foob".utf8), "Zm9vYg"), (Array("fooba".utf8), "Zm9vYmE"), (Array("foobar".utf8), "Zm9vYmFy"),
        ([3, 236, 255, 224, 193], "A-z_4ME"), ([0xFF, 0xFF, 0xFF], "____"), ([0xFB, 0xEF, 0xBE], "----"), ([0], "AA"),
    ]

    @Test(arguments: pairs) func `bytes and text stand for each other`(_ bytes: [UInt8], _ text: String) {
        #expect(Base64URL.string(bytes) == text)
        #expect(Base64URL.decode(text.utf8) == bytes)
    }

    @Test(
        arguments: [
            "Zg==", "Zg=", "=", "Zm8=", "Z g", " Zg", "Zg ", "Zg\n", "Z\ng", "Z\r\ng", "A+z/4ME", "Zm9v+", "Zm9v/",
            "Zm9v?", "Zm9v.", "Zg\0", "Z\0g", "Zm9vé", "Z", "Zm9vY", "ZhZh1", "Zh", "Zi", "Zn", "Zm9", "Zm-", "QR",
            "AB",
            "____B", "_1", "__9",
        ]) func `whatever is not the one text of its bytes is refused`(_ text: String)
    {
        #expect(Base64URL.decode(text.utf8) == nil)
    }

    @Test func `each byte outside the alphabet is refused, wherever it stands`() {
        for byte in UInt8.min ... .max where !Base64URL.isInAlphabet(byte) {
            for position in 0..<4 {
                var text = Array("Zm9v".utf8)
                text[position] = byte
                #expect(Base64URL.decode(text) == nil)
            }
        }
    }

    @Test func `each text of two characters stands for one byte or none, and no two for the same`() {
        let alphabet = (UInt8.min ... .max).filter(Base64URL.isInAlphabet)
        #expect(alphabet.count == 64)
        var seen: Set<[UInt8]> = []
        for first in alphabet {
            for second in alphabet {
                guard let bytes = Base64URL.decode([first, second]) else { continue }
                #expect(seen.insert(bytes).inserted)
            }
        }
        #expect(seen.count == 256)
    }
}
