import Testing

@testable import SteelcutMemory

@Suite struct BoundedCacheTests {
    @Test func `the least recently used goes first`() {
        var cache = BoundedCache<String, Int>(capacity: 3)
        for (number, key) in ["a", "b", "c"].enumerated() { cache.set(number, for: key) }
        #expect(cache.value(for: "a") == 0)
        cache.set(20, for: "b")
        cache.set(3, for: "d")
        #expect(cache.value(for: "c") == nil)
        #expect(cache.leastRecentlyUsed?.key == "a")
        #expect([cache.value(for: "a"), cache.value(for: "b"), cache.value(for: "d")] == [0, 20, 3])
        #expect(cache.count == 3)
    }

    @Test(arguments: [-1, 0, 1])
    func `there is room for one at least`(capacity: Int) {
        var cache = BoundedCache<Int, Int>(capacity: capacity)
        cache.set(1, for: 1)
        cache.set(2, for: 2)
        #expect(cache.count == 1 && cache.value(for: 2) == 2)
    }

    @Test func `removing from an empty one does nothing`() {
        var cache = BoundedCache<Int, Int>(capacity: 2)
        cache.removeLeastRecentlyUsed()
        #expect(cache.remove(1) == nil)
        #expect(cache.count == 0 && cache.leastRecentlyUsed == nil)
    }

    /// The obvious implementation: keys in the order of use.
    private struct Model {
        let capacity: Int
        var entries: [(key: Int, value: Int)] = []

        mutating func value(for key: Int) -> Int? {
            guard let value = remove(key) else { return nil }
            entries.append((key, value))
            return value
        }
        mutating func set(_ value: Int, for key: Int) {
            if remove(key) == nil, entries.count == capacity { entries.removeFirst() }
            entries.append((key, value))
        }
        mutating func remove(_ key: Int) -> Int? {
            entries.firstIndex { $0.key == key }.map { entries.remove(at: $0).value }
        }
    }

    @Test(arguments: [1, 2, 5, 16])
    func `it does what a list in the order of use does`(capacity: Int) {
        var generator = SystemRandomNumberGenerator()
        var cache = BoundedCache<Int, Int>(capacity: capacity)
        var model = Model(capacity: capacity)
        for step in 0..<5_000 {
            let key = Int.random(in: 0..<24, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0...2: #expect(cache.value(for: key) == model.value(for: key))
            case 3...5:
                cache.set(step, for: key)
                model.set(step, for: key)
            case 6: #expect(cache.remove(key) == model.remove(key))
            default:
                cache.removeLeastRecentlyUsed()
                if !model.entries.isEmpty { model.entries.removeFirst() }
            }
            #expect(cache.count == model.entries.count)
            #expect(cache.leastRecentlyUsed?.key == model.entries.first?.key)
        }
    }
}
