/// A column of rows in memory.
package struct RowColumn: Sendable, Hashable {
  /// The name, as the source spells it.
  package let name: String
  /// One value a row.
  package let values: Values

  /// Makes a column.
  package init(name: String, values: Values) {
    self.name = name
    self.values = values
  }

  /// The values, by what can be done with them.
  package enum Values: Sendable, Hashable {
    /// Numbers; truths as 1 and 0, times of day and durations as microseconds. NaN is missing.
    case numeric([Double])
    /// Indices into the categories, ``missingCode`` where the value is missing.
    case categorical(codes: [Int32], categories: [String])
    /// Microseconds since 1970-01-01T00:00:00, ``missingTime`` where the value is missing.
    case timestamp([Int64])
  }

  /// The code of a missing category.
  package static let missingCode: Int32 = -1
  /// The time that stands for a missing one: no real time is 292,000 years in the past.
  package static let missingTime = Int64.min

  /// Rows.
  package var count: Int {
    switch values {
    case .numeric(let numbers): numbers.count
    case .categorical(let codes, _): codes.count
    case .timestamp(let times): times.count
    }
  }

  /// Rows whose value is missing.
  package var missingCount: Int {
    switch values {
    case .numeric(let numbers): numbers.count { $0.isNaN }
    case .categorical(let codes, _): codes.count { $0 == Self.missingCode }
    case .timestamp(let times): times.count { $0 == Self.missingTime }
    }
  }

  /// Whether the value of a row is missing.
  ///
  /// - Parameter row: 0-based and below ``count``.
  package func isMissing(_ row: Int) -> Bool {
    switch values {
    case .numeric(let numbers): numbers[row].isNaN
    case .categorical(let codes, _): codes[row] == Self.missingCode
    case .timestamp(let times): times[row] == Self.missingTime
    }
  }

  /// The column's rows at the given places, in that order.
  package func selecting(_ rows: [Int]) -> RowColumn {
    switch values {
    case .numeric(let numbers):
      RowColumn(name: name, values: .numeric(rows.map { numbers[$0] }))
    case .categorical(let codes, let categories):
      RowColumn(
        name: name, values: .categorical(codes: rows.map { codes[$0] }, categories: categories))
    case .timestamp(let times):
      RowColumn(name: name, values: .timestamp(rows.map { times[$0] }))
    }
  }
}
