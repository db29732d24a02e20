package import Measurements

/// Rows whose class, of any number of classes, is known.
package struct ClassRows: Sendable {
  /// Classes to follow at most, as the metrics do.
  package static let limit = 1_000

  /// The columns.
  package let table: RowTable
  /// The class of each row: its place in ``names``.
  package let classes: [Int]
  /// The classes' names; also those of no row here.
  package let names: [String]

  /// Makes rows.
  ///
  /// - Precondition: one class a row.
  package init(table: RowTable, classes: [Int], names: [String]) {
    precondition(table.rowCount == classes.count, "one class a row is needed")
    self.table = table
    self.classes = classes
    self.names = names
  }

  /// The rows of a table that have a class; classes are ordered by name.
  ///
  /// - Throws: ``RowsError`` when the column is absent or holds times.
  package init(_ table: RowTable, target: String) throws(RowsError) {
    let texts = try ClassTexts.read(try table.column(target))
    let names = ClassTexts.ordered(Set(texts.compactMap(\.self)))
    let places = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let known = texts.indices.filter { texts[$0] != nil }
    self.init(
      table: known.count == texts.count ? table : table.selecting(known),
      classes: known.compactMap { row in texts[row].flatMap { places[$0] } }, names: names)
  }

  /// Rows of each class.
  package var counts: [Int] {
    var counts = [Int](repeating: 0, count: names.count)
    for place in classes { counts[place] += 1 }
    return counts
  }

  /// The share of each class.
  package var shares: [Double] {
    counts.map { Double($0) / Double(max(classes.count, 1)) }
  }

  /// Classes that a row has.
  package var occurring: Int { counts.count { $0 > 0 } }
}

/// The classes of a column as text; 1 and 1.0 are one class, whatever the column's type.
package enum ClassTexts {
  /// One a row, nil where it is missing.
  ///
  /// - Throws: ``RowsError`` for a column of times.
  package static func read(_ column: RowColumn) throws(RowsError) -> [String?] {
    switch column.values {
    case .categorical(let codes, let categories):
      return codes.map { $0 == RowColumn.missingCode ? nil : categories[Int($0)] }
    case .numeric(let numbers):
      return numbers.map { number in
        if number.isNaN { return nil }
        // Adding zero makes −0 and 0 one class.
        return Int64(exactly: number).map(String.init) ?? "\(number + 0)"
      }
    case .timestamp:
      throw .columnUnreadable(name: column.name, reason: "times are no classes")
    }
  }

  /// Names in the order of numbers where all are, else of letters.
  package static func ordered(_ names: Set<String>) -> [String] {
    names.sorted {
      if let one = Double($0), let other = Double($1), one != other { return one < other }
      return $0 < $1
    }
  }
}
