/// Remembers up to a number of values and forgets the least recently used first; every operation is O(1).
///
/// The entries stand in one array, linked by their places from the most to the least recently used.
struct BoundedCache<Key: Hashable, Value> {
    private struct Entry {
        let key: Key
        var value: Value
        var newer: Int?
        var older: Int?
    }

    let capacity: Int
    private var places: [Key: Int] = [:]
    private var entries: [Entry?] = []
    private var free: [Int] = []
    private var newest: Int?
    private var oldest: Int?

    /// Remembers at least one value.
    ///
    /// Room is made for all of them at once, and takes memory as they come: an array that grew would be copied, and leave
    /// holes as large as it was.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
        entries.reserveCapacity(self.capacity)
    }

    var count: Int { places.count }

    /// The value that was unused for longest.
    var leastRecentlyUsed: (key: Key, value: Value)? {
        oldest.flatMap { entries[$0] }.map { ($0.key, $0.value) }
    }

    /// The value that was used last.
    var mostRecentlyUsed: Value? { newest.flatMap { entries[$0]?.value } }

    /// The value, which counts as a use.
    mutating func value(for key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        makeNewest(place)
        return entries[place]?.value
    }

    /// Looks at a value and may change it, which counts as a use; where `stays` finds that it is over, it is forgotten.
    ///
    /// - Returns: Whether there is one that stays.
    mutating func use(_ key: Key, _ stays: (inout Value) -> Bool) -> Bool {
        guard let place = places[key], var value = entries[place]?.value else { return false }
        guard stays(&value) else {
            remove(key)
            return false
        }
        entries[place]?.value = value
        makeNewest(place)
        return true
    }

    /// Remembers a value, which counts as a use, and forgets another where there is no room.
    mutating func set(_ value: Value, for key: Key) {
        if let place = places[key] {
            entries[place]?.value = value
            return makeNewest(place)
        }
        if count >= capacity { removeLeastRecentlyUsed() }
        let entry = Entry(key: key, value: value)
        let place: Int
        if let gap = free.popLast() {
            place = gap
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        linkAsNewest(place)
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        guard let place = places.removeValue(forKey: key) else { return nil }
        unlink(place)
        free.append(place)
        // Taken out, not copied.
        return entries[place].take()?.value
    }

    /// Forgets the value that was unused for longest, where it is found to be over.
    mutating func removeLeastRecentlyUsed(where isOver: (Value) -> Bool = { _ in true }) {
        if let key = oldest.flatMap({ entries[$0] }).flatMap({ isOver($0.value) ? $0.key : nil }) { remove(key) }
    }

    private mutating func makeNewest(_ place: Int) {
        guard place != newest else { return }
        unlink(place)
        linkAsNewest(place)
    }

    private mutating func unlink(_ place: Int) {
        let newer = entries[place]?.newer
        let older = entries[place]?.older
        if let newer { entries[newer]?.older = older } else { newest = older }
        if let older { entries[older]?.newer = newer } else { oldest = newer }
    }

    private mutating func linkAsNewest(_ place: Int) {
        entries[place]?.newer = nil
        entries[place]?.older = newest
        if let newest { entries[newest]?.newer = place } else { oldest = place }
        newest = place
    }
}
