/// The two classes of a column, and which rows have which.
package struct BinaryLabels: Sendable, Hashable {
  /// Places of the rows that have a label, ascending.
  package let rows: [Int]
  /// Whether each of ``rows`` is of the positive class.
  package let isPositive: [Bool]
  /// Rows without a label.
  package let missing: Int
  /// The positive class, as the column spells it.
  package let positiveName: String

  /// Reads a column.
  ///
  /// - Parameter positive: the positive class as text; nil where its name says so, see
  ///   ``PositiveLabel``.
  /// - Throws: ``RowsError`` when the column holds more than two classes, or it is unclear which is
  ///   the positive one. A column of one class is no error here: what needs both says so.
  package init(_ column: RowColumn, positive: String?) throws(RowsError) {
    let label = PositiveLabel(positive)
    let names: [String]
    let matches: [Bool?]
    let codes: [Int32]
    switch column.values {
    case .categorical(let found, let categories):
      let used = Set(found)
      names = categories.indices.filter { used.contains(Int32($0)) }.map { categories[$0] }
      var places = [Int32](repeating: RowColumn.missingCode, count: categories.count)
      for (place, index) in categories.indices.filter({ used.contains(Int32($0)) }).enumerated() {
        places[index] = Int32(place)
      }
      codes = found.map { $0 == RowColumn.missingCode ? $0 : places[Int($0)] }
      matches = names.map { label.matches($0) }
    case .numeric(let numbers):
      var distinct: [Double] = []
      codes = numbers.map { number in
        if number.isNaN { return RowColumn.missingCode }
        if let known = distinct.firstIndex(of: number) { return Int32(known) }
        // Three classes are enough to refuse; a column of measurements must not be collected.
        if distinct.count <= 10 { distinct.append(number) }
        return Int32(min(distinct.count, 11) - 1)
      }
      names = distinct.map(Self.text)
      matches = distinct.map { label.matches($0) }
    case .timestamp:
      throw .columnUnreadable(name: column.name, reason: "times are no classes")
    }
    guard names.count <= 2 else { throw .notTwoClasses(name: column.name, found: names.sorted()) }
    let chosen = try Self.positive(positive, of: names, matches, column: column.name)
    positiveName = chosen.name
    var rows: [Int] = []
    var isPositive: [Bool] = []
    for (row, code) in codes.enumerated() where code != RowColumn.missingCode {
      rows.append(row)
      isPositive.append(code == chosen.code)
    }
    self.rows = rows
    self.isPositive = isPositive
    missing = codes.count - rows.count
  }

  private static func positive(
    _ given: String?, of names: [String], _ matches: [Bool?], column: String
  ) throws(RowsError) -> (name: String, code: Int32) {
    let places = matches.indices.filter { matches[$0] == true }
    // Of two classes exactly one is positive. One class alone may be the other one.
    guard !matches.contains(nil), places.count == 1 || (places.isEmpty && names.count < 2) else {
      throw .positiveUnclear(name: column, positive: given, found: names.sorted())
    }
    guard let place = places.first else { return (given ?? "1", -2) }
    return (names[place], Int32(place))
  }

  private static func text(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }
}
