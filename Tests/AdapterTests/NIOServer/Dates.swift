import SteelcutDomain
import Testing

@testable import SteelcutNIOServer

@Suite struct Dates {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_795_302_899, "Sat, 21 Nov 2026 23:14:59 GMT"),
        (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    ])
    func `are spelled as RFC 9110 wants them`(seconds: Int, text: String) {
        #expect(HTTPDate.text(of: Timestamp(seconds: seconds)) == text)
    }
}
