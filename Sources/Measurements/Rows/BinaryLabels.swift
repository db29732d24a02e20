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

  /// Names that a class has when it is the one asked for, where nobody says which is.
  private static let truths: Set<String> = ["1", "true", "yes", "t", "y", "positive"]
  private static let lies: Set<String> = ["0", "false", "no", "f", "n", "negative"]

  /// Reads a column.
  ///
  /// - Parameter positive: the positive class as text; nil takes 1 of 0 and 1, true of true and
  ///   false, yes of yes and no.
  /// - Throws: ``RowsError`` when the column holds more than two classes, or it is unclear which is
  ///   the positive one. A column of one class is no error here: what needs both says so.
  package init(_ column: RowColumn, positive: String?) throws(RowsError) {
    let names: [String]
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
    case .timestamp:
      throw .columnUnreadable(name: column.name, reason: "times are no classes")
    }
    guard names.count <= 2 else { throw .notTwoClasses(name: column.name, found: names.sorted()) }
    let chosen = try Self.positive(positive, of: names, column: column.name)
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
    _ given: String?, of names: [String], column: String
  ) throws(RowsError) -> (name: String, code: Int32) {
    if let given {
      let place = names.firstIndex { $0 == given || same($0, given) }
      // Two other classes: the name is wrong. One other: the positive class may just be absent.
      if place == nil, names.count == 2 {
        throw .positiveUnclear(name: column, positive: given, found: names.sorted())
      }
      return (given, place.map { Int32($0) } ?? -2)
    }
    if let place = names.firstIndex(where: { truths.contains($0.lowercased()) }) {
      return (names[place], Int32(place))
    }
    if names.count < 2, names.allSatisfy({ lies.contains($0.lowercased()) }) { return ("1", -2) }
    throw .positiveUnclear(name: column, positive: nil, found: names.sorted())
  }

  /// Whether two spellings are the same number or the same truth: `1`, `1.0`, `true`.
  private static func same(_ name: String, _ given: String) -> Bool {
    if let one = Double(name), let other = Double(given) { return one == other }
    if let one = Double(name), one == 0 || one == 1 {
      return given.lowercased() == (one == 1 ? "true" : "false")
    }
    return false
  }

  private static func text(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }
}
