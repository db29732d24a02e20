package import ADBC

/// Gathers the values of chosen rows as text, for a file that people read.
package struct ChosenRowsFold: Fold {
  /// The rows' values.
  package struct Rows: Sendable {
    /// The columns.
    package var fields: [ArrowField]
    /// One list a row, one text a column; nil where the value is missing.
    package var values: [[String?]]
  }

  package typealias Result = Rows

  private let numbers: [Int]
  private let names: [String]
  private var next = 0
  private var places: [Int] = []
  private var found = Rows(fields: [], values: [])

  /// - Parameters:
  ///   - numbers: the rows, ascending.
  ///   - names: the columns to keep, in that order; those that are not there are left out.
  package init(rows numbers: [Int], columns names: [String]) {
    self.numbers = numbers
    self.names = names
  }

  package var columns: Set<String>? { Set(names) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    places = names.compactMap { name in fields.firstIndex { $0.name == name } }
    found.fields = places.map { fields[$0] }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    let end = firstRow + batch.rowCount
    withExtendedLifetime(batch) {
      let columns = unsafe batch.columns
      while next < numbers.count, numbers[next] < end {
        let row = numbers[next] - firstRow
        found.values.append(places.map { unsafe columns[$0].text(at: row) })
        next += 1
      }
    }
  }

  package mutating func merge(_ other: ChosenRowsFold) {
    preconditionFailure("chosen rows are read in their order, in one part")
  }

  package mutating func finish() -> Rows { found }
}
