package import ADBC

/// A column of a batch: its name and what kind of values it holds.
package struct ObservedColumn: Sendable, Hashable, Codable {
  package let name: String
  /// `number`, `text`, `boolean`, `date`, `timestamp`, `list` or `other`.
  ///
  /// Widths of numbers are not told apart: a CSV file whose numbers happen to be whole is no
  /// change.
  package let kind: String

  /// A column of that kind.
  package init(name: String, kind: String) {
    self.name = name
    self.kind = kind
  }

  /// A column as the engine describes it.
  package init(_ field: ArrowField) {
    self.init(name: field.name, kind: Self.kind(field.type))
  }

  private static func kind(_ type: ArrowType) -> String {
    switch type {
    case .null: "null"
    case .boolean: "boolean"
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float16, .float32,
      .float64, .decimal:
      "number"
    case .utf8, .largeUtf8, .utf8View: "text"
    case .date32, .date64: "date"
    case .timestamp: "timestamp"
    case .dictionary(_, let values): kind(values)
    case .list: "list"
    default: "other"
    }
  }
}
