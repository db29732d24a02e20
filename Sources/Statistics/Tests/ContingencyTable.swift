/// Counts by row and column with the margins that a test of homogeneity needs; empty rows and
/// columns are dropped, because they say nothing.
struct ContingencyTable {
  let rows: [[Int]]
  let rowTotals: [Int]
  let columnTotals: [Int]
  let total: Int

  init(_ table: [[Int]]) throws(Undefined) {
    guard let width = table.first?.count, table.allSatisfy({ $0.count == width }) else {
      throw Undefined("the table has no rows, or rows of different length")
    }
    var total = 0
    for row in table {
      for count in row {
        guard count >= 0 else { throw Undefined("a count is negative, \(count)") }
        let (sum, overflow) = total.addingReportingOverflow(count)
        guard !overflow else { throw Undefined("the table has more rows than can be counted") }
        total = sum
      }
    }
    let columns = (0..<width).filter { column in table.contains { $0[column] > 0 } }
    let kept = table.filter { row in row.contains { $0 > 0 } }.map { row in columns.map { row[$0] }
    }
    self.total = total
    rows = kept
    rowTotals = kept.map { $0.reduce(0, +) }
    columnTotals = columns.indices.map { column in kept.reduce(0) { $0 + $1[column] } }
  }

  func expected(_ row: Int, _ column: Int) -> Double {
    Double(rowTotals[row]) * (Double(columnTotals[column]) / Double(total))
  }

  var statistic: Double {
    var sum = 0.0
    for row in rows.indices {
      for column in columnTotals.indices {
        let expected = expected(row, column)
        let difference = Double(rows[row][column]) - expected
        sum += difference * difference / expected
      }
    }
    return sum
  }

  /// The statistic of a random table with the same margins.
  func randomStatistic(
    _ generator: inout SeededGenerator, columnsLeft: inout [Int]
  ) -> Double {
    for column in columnTotals.indices { columnsLeft[column] = columnTotals[column] }
    var pool = total
    var sum = 0.0
    for row in rowTotals.indices {
      var toPlace = rowTotals[row]
      var poolLeft = pool
      for column in columnTotals.indices {
        let available = columnsLeft[column]
        let drawn =
          row == rowTotals.count - 1
          ? available
          : HypergeometricSampler.draw(
            marked: available, unmarked: poolLeft - available, drawn: toPlace, using: &generator)
        poolLeft -= available
        toPlace -= drawn
        columnsLeft[column] -= drawn
        let expected = expected(row, column)
        let difference = Double(drawn) - expected
        sum += difference * difference / expected
      }
      pool -= rowTotals[row]
    }
    return sum
  }
}
