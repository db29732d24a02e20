package import Measurements

/// How one column's values fall into cells: bins of about equal rows, or categories; missing values
/// apart.
///
/// Edges and categories come from some rows and are applied to any.
package struct ColumnBins: Sendable {
  /// Bins of numbers at most: with 64 a step between two bins is below 1.6 % of the rows.
  package static let limit = 64

  /// Cells, the one for missing values included (always the last).
  package let cellCount: Int
  /// Upper ends of all bins but the last: a value at an edge belongs below it.
  let edges: [Double]
  private let kind: Kind

  private enum Kind: Sendable {
    case numeric
    /// Cell of each category, by name; names never seen share the cell of missing values.
    case categorical([String: Int])
  }

  /// Learns the cells from some rows of a column; nil for times, which belong to one row each.
  package init?(_ column: RowColumn, rows: [Int]) {
    switch column.values {
    case .timestamp: return nil
    case .numeric(let numbers):
      let sorted = rows.lazy.map { numbers[$0] }.filter { !$0.isNaN }.sorted()
      var edges: [Double] = []
      if let last = sorted.last {
        for bin in 1..<max(Self.limit, 2) {
          let edge = sorted[(sorted.count - 1) * bin / Self.limit]
          if edge < last, edges.last.map({ $0 < edge }) ?? true { edges.append(edge) }
        }
      }
      self.edges = edges
      cellCount = edges.count + 2
      kind = .numeric
    case .categorical(let codes, let categories):
      var cells: [String: Int] = [:]
      for row in rows where codes[row] != RowColumn.missingCode {
        let name = categories[Int(codes[row])]
        if cells[name] == nil { cells[name] = cells.count }
      }
      edges = []
      cellCount = cells.count + 1
      kind = .categorical(cells)
    }
  }

  /// The cell of each of some rows; nil when the column is of another kind.
  package func cells(_ column: RowColumn, rows: [Int]) -> [Int]? {
    switch (kind, column.values) {
    case (.numeric, .numeric(let numbers)):
      return rows.map { cell(numbers[$0]) }
    case (.categorical(let cells), .categorical(let codes, let categories)):
      let translated = categories.map { cells[$0] ?? cellCount - 1 }
      return rows.map {
        codes[$0] == RowColumn.missingCode ? cellCount - 1 : translated[Int(codes[$0])]
      }
    default: return nil
    }
  }

  private func cell(_ number: Double) -> Int {
    if number.isNaN { return cellCount - 1 }
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) / 2
      if number <= edges[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
