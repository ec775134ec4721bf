/// Finds what somebody meant to write.
enum Suggestion {
    /// The candidate with the fewest edits, at most two of them; `nil` where none is as near.
    static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
        guard text.utf8.count <= 64 else { return nil }
        return candidates.map { (distance(Array(text.utf8), Array($0.utf8)), $0) }.filter { $0.0 <= 2 }.min(by: <)?.1
    }

    /// Levenshtein's distance, row by row.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let substitution = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substitution, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
