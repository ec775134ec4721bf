/// Columns for a terminal.
struct Table {
    let header: [String]
    let rows: [[String]]

    /// The table, columns two spaces apart, the header in bold.
    var text: String {
        let cells = rows.map { $0.map(Terminal.printable) }
        let widths = header.indices.map { column in
            ([header] + cells).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        func line(_ row: [String]) -> String {
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column + 1 < row.count { line += String(repeating: " ", count: widths[column] - cell.count + 2) }
            }
            return line
        }
        return ([Terminal.bold(line(header))] + cells.map(line)).joined(separator: "\n")
    }
}

/// Names and values for a terminal, one a line.
struct Details {
    let rows: [(name: String, value: String)]

    /// The lines, values aligned.
    var text: String {
        let width = rows.map(\.name.count).max() ?? 0
        return rows.map { row in
            Terminal.bold(row.name) + String(repeating: " ", count: width - row.name.count + 2)
                + Terminal.printable(row.value)
        }
        .joined(separator: "\n")
    }
}
