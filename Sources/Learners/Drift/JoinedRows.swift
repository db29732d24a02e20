package import Measurements

/// Two sets of rows as one, the columns that both have.
package struct JoinedRows: Sendable {
  /// The columns, rows of the first set before those of the second.
  package let columns: [RowColumn]
  /// Columns left out, and why.
  package let dropped: [DroppedColumn]

  /// Joins columns by name; categories by their names too.
  ///
  /// - Throws: ``RowsError`` when a column is absent from one of the sets.
  package init(_ first: RowTable, _ second: RowTable, columns names: [String]) throws(RowsError) {
    var columns: [RowColumn] = []
    var dropped: [DroppedColumn] = []
    for name in names {
      let one = try first.column(name)
      let other = try second.column(name)
      switch (one.values, other.values) {
      case (.numeric(let numbers), .numeric(let more))
      where Self.risesWithEveryRow(numbers) && Self.risesWithEveryRow(more):
        dropped.append(
          DroppedColumn(
            name: name, reason: "it rises with every row, so that later rows differ by themselves"))
      case (.numeric(let numbers), .numeric(let more)):
        columns.append(RowColumn(name: name, values: .numeric(numbers + more)))
      case (.categorical(let codes, let categories), .categorical(let more, let others)):
        var joined = categories
        var places = Dictionary(
          categories.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { one, _ in one })
        let translated = others.map { category -> Int32 in
          if let known = places[category] { return known }
          places[category] = Int32(joined.count)
          joined.append(category)
          return Int32(joined.count - 1)
        }
        let moved = more.map {
          $0 == RowColumn.missingCode ? $0 : translated[Int($0)]
        }
        columns.append(
          RowColumn(name: name, values: .categorical(codes: codes + moved, categories: joined)))
      case (.timestamp, .timestamp):
        dropped.append(
          DroppedColumn(name: name, reason: "a moment tells the sets apart by itself"))
      default:
        dropped.append(
          DroppedColumn(name: name, reason: "it is of different kinds in the two sets"))
      }
    }
    self.columns = columns.filter { column in
      guard let reason = FeatureEncoder.reasonToDrop(column) else { return true }
      dropped.append(DroppedColumn(name: column.name, reason: reason))
      return false
    }
    self.dropped = dropped
  }

  /// Whether a column numbers or dates the rows: fewer rows than these may rise by chance.
  private static func risesWithEveryRow(_ numbers: [Double]) -> Bool {
    numbers.count >= DomainClassifier.leastRows
      && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// One number a row, equal for rows with equal values in all columns.
  package var keys: [UInt64] {
    var keys = [UInt64](repeating: 0, count: columns.first?.count ?? 0)
    for column in columns {
      for row in keys.indices {
        let bits: UInt64 =
          switch column.values {
          case .numeric(let numbers):
            numbers[row].isNaN ? .max : (numbers[row] + 0).bitPattern
          case .categorical(let codes, _): UInt64(bitPattern: Int64(codes[row]))
          case .timestamp(let times): UInt64(bitPattern: times[row])
          }
        keys[row] = RowHash.hash(row: Int(truncatingIfNeeded: bits), seed: keys[row])
      }
    }
    return keys
  }
}
