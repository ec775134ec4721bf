import SteelcutDomain
import Testing

@Suite struct DistinctNamesTests {
    /// Which of these names are taken, one after the other.
    private func taken(_ texts: [String]) -> [Bool] {
        var names = DistinctNames()
        return texts.map { names.insert($0) }
    }

    private func others(_ count: Int) -> [String] { (0..<count).map { "name \($0)" } }

    @Test(arguments: [1, 15, 16, 17, 100])
    func `a name is taken once, among few and among many`(_ count: Int) {
        let all = others(count)
        #expect(
            taken(all + all + ["another", "another"])
                == all.map { _ in true } + all.map { _ in false } + [true, false])
    }

    @Test(arguments: [0, 20])
    func `names that differ in normalisation only are two`(_ count: Int) {
        #expect(taken(others(count) + ["\u{E9}", "e\u{301}", "\u{E9}"]).suffix(3) == [true, true, false])
    }
}
