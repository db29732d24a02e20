/// The columns that the rules of a stream name: each has a slot in its rows, and a type as which it
/// is read.
package struct StreamColumns {
  /// A column by its place in a row.
  package struct Column: Sendable, Hashable {
    let name: String
    let slot: Int
    let type: ValueType?
  }

  /// The types that the contract states.
  private let declared: [String: ValueType]
  /// The columns by their slots; the type is nil while nothing depends on it.
  private(set) var columns: [(name: String, type: ValueType?)] = []

  /// Makes none.
  init(declared: [String: ValueType]) {
    self.declared = declared
  }

  /// A column of which only matters whether there is a value.
  mutating func column(_ name: String?) throws(StreamRefusal) -> Column {
    guard let name else { throw StreamRefusal("no column is named", remedy: "name one") }
    if let slot = columns.firstIndex(where: { $0.name == name }) {
      return Column(name: name, slot: slot, type: columns[slot].type)
    }
    columns.append((name, declared[name]))
    return Column(name: name, slot: columns.count - 1, type: declared[name])
  }

  /// A column whose values are judged.
  ///
  /// - Parameters:
  ///   - types: what is possible; empty for anything.
  ///   - implied: what it is when the contract does not say.
  mutating func column(
    _ name: String?, of types: [ValueType], implied: ValueType? = nil
  ) throws(StreamRefusal) -> Column {
    let column = try self.column(name)
    guard let type = column.type ?? implied else {
      throw StreamRefusal(
        "the type of “\(column.name)” is not stated, and rows that come one by one do not tell it",
        remedy: "state its `type`")
    }
    guard types.isEmpty || types.contains(type) else {
      throw StreamRefusal(
        "it is for values that are \(types.map(\.rawValue).joined(separator: " or ")), and "
          + "“\(column.name)” is \(type.rawValue)", remedy: "remove it, or change `type`")
    }
    columns[column.slot].type = type
    return Column(name: column.name, slot: column.slot, type: type)
  }

  /// Columns whose values can be compared with one another.
  mutating func comparable(_ names: [String]) throws(StreamRefusal) -> [Column] {
    var found: [Column] = []
    for name in names {
      let column = try self.column(name, of: [])
      if let type = column.type, let first = found.first, let expected = first.type,
        type != expected, !(type.isNumeric && expected.isNumeric), !(type.isTime && expected.isTime)
      {
        throw StreamRefusal(
          "“\(name)” is \(type.rawValue), and “\(first.name)” is \(expected.rawValue)",
          remedy: "compare columns of one type")
      }
      found.append(column)
    }
    return found
  }
}

/// Why a rule cannot be judged while rows come one by one.
package struct StreamRefusal: Error, Sendable, Hashable {
  /// A clause without a full stop.
  let message: String
  let remedy: String

  init(_ message: String, remedy: String) {
    self.message = message
    self.remedy = remedy
  }

  /// All rows are needed before one can be judged.
  static let needsAllRows = StreamRefusal(
    "it is judged over all rows together, and a stream hands each on before the next comes",
    remedy: batches)
  /// It is written in the engine's SQL.
  static let needsEngine = StreamRefusal(
    "it is SQL, which the engine evaluates, and rows of a stream do not pass through it",
    remedy: batches)

  private static let batches =
    "limit it to an environment or a stage in which files are validated, or say it with another kind"
}
