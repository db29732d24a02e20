internal import ADBC
internal import Measurements

/// Rows as text for a model: JSON or CSV, values as their columns' kinds say.
struct RowsText {
  let rows: ModelRows
  private let columns: [(column: RowColumn, kind: ModelRows.Kind)]

  init(_ rows: ModelRows) {
    self.rows = rows
    columns = rows.table.columns.map { ($0, rows.kind($0)) }
  }

  /// `{"distance":120.0,"carrier":"AA"}`.
  func object(_ row: Int) throws(PredictorError) -> String {
    var members: [String] = []
    for (column, kind) in columns {
      members.append("\(Self.quoted(column.name)):\(try json(column, kind, row))")
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// `[120.0,"AA"]`.
  func list(_ row: Int) throws(PredictorError) -> String {
    var members: [String] = []
    for (column, kind) in columns { members.append(try json(column, kind, row)) }
    return "[\(members.joined(separator: ","))]"
  }

  /// A column's values as a JSON list.
  func list(column name: String) throws(PredictorError) -> String {
    var members: [String] = []
    for (column, kind) in columns where column.name == name {
      for row in 0..<rows.count { members.append(try json(column, kind, row)) }
    }
    return "[\(members.joined(separator: ","))]"
  }

  /// Every row as `each` writes it, in a JSON list.
  func all(_ each: (Int) throws(PredictorError) -> String) throws(PredictorError) -> String {
    var texts: [String] = []
    for row in 0..<rows.count { texts.append(try each(row)) }
    return "[\(texts.joined(separator: ","))]"
  }

  /// The columns' names as a JSON list.
  var names: String { "[\(rows.names.map(Self.quoted).joined(separator: ","))]" }

  /// The columns' names as a line of CSV.
  var header: String { rows.names.map(Self.field).joined(separator: ",") }

  /// A row as a line of CSV; a missing value is empty.
  func line(_ row: Int) -> String {
    columns.map { column, kind in
      if column.isMissing(row) { return "" }
      return switch column.values {
      case .categorical(let codes, let categories): Self.field(categories[Int(codes[row])])
      case .timestamp(let times): CalendarText.timestamp(microseconds: times[row])
      case .numeric(let numbers): Self.number(numbers[row], kind)
      }
    }.joined(separator: ",")
  }

  private func json(
    _ column: RowColumn, _ kind: ModelRows.Kind, _ row: Int
  ) throws(PredictorError) -> String {
    if column.isMissing(row) { return "null" }
    switch column.values {
    case .categorical(let codes, let categories): return Self.quoted(categories[Int(codes[row])])
    case .timestamp(let times): return Self.quoted(CalendarText.timestamp(microseconds: times[row]))
    case .numeric(let numbers):
      guard numbers[row].isFinite else {
        throw .unfit(
          row: row + 1, column: column.name, problem: "JSON cannot hold an infinite number",
          remedy: "leave such rows out, or let a command read CSV")
      }
      return Self.number(numbers[row], kind)
    }
  }

  /// A number as its column's kind writes it.
  static func number(_ number: Double, _ kind: ModelRows.Kind) -> String {
    switch kind {
    case .truth: number == 0 ? "false" : "true"
    case .whole: Int64(exactly: number).map(String.init) ?? "\(number)"
    case .number, .text, .time: "\(number)"
    }
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// A text as a JSON string.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
