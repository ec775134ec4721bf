import SteelcutDomain
import Testing

@Suite struct DistinctNamesTests {
    @Test(arguments: [1, 15, 16, 17, 100])
    func `a name is taken once, among few and among many`(_ others: Int) {
        var names = DistinctNames()
        for number in 0..<others { #expect(names.insert("name \(number)")) }
        for number in 0..<others { #expect(!names.insert("name \(number)")) }
        #expect(names.insert("another"))
        #expect(!names.insert("another"))
    }

    @Test(arguments: [0, 20])
    func `names that differ in normalisation only are two`(_ others: Int) {
        var names = DistinctNames()
        for number in 0..<others { _ = names.insert("name \(number)") }
        #expect(names.insert("\u{E9}"))
        #expect(names.insert("e\u{301}"))
    }
}
