package import ADBC
package import Engines

/// What the values of a column are, in the words of a contract.
package enum ValueType: String, Sendable, Hashable, CaseIterable {
  case integer
  case number
  case boolean
  case date
  case timestamp
  case text

  /// What the type means, for the schema and the reference.
  package var summary: String {
    switch self {
    case .integer: "whole numbers"
    case .number: "numbers"
    case .boolean: "true or false"
    case .date: "days"
    case .timestamp: "moments"
    case .text: "text"
    }
  }

  /// The type of a stored column; nil for what no contract can name: lists, structs, times of day.
  package init?(_ type: ArrowType) {
    switch type {
    case .boolean: self = .boolean
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: self = .integer
    case .decimal(_, 0, _): self = .integer
    case .float16, .float32, .float64, .decimal: self = .number
    case .date32, .date64: self = .date
    case .timestamp: self = .timestamp
    case .utf8, .largeUtf8, .utf8View: self = .text
    case .dictionary(_, let values): self.init(values)
    default: return nil
    }
  }

  /// How such values are commonly stored.
  var arrow: ArrowType {
    switch self {
    case .integer: .int64
    case .number: .float64
    case .boolean: .boolean
    case .date: .date32
    case .timestamp: .timestamp(unit: .microseconds, zone: "")
    case .text: .utf8
    }
  }

  /// Whether values can be added and averaged.
  var isNumeric: Bool { self == .integer || self == .number }

  /// Whether values are moments.
  package var isTime: Bool { self == .date || self == .timestamp }

  /// What a text file is told to hold.
  package var stated: StatedType {
    switch self {
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .date: .date
    case .timestamp: .timestamp
    case .text: .text
    }
  }

  /// The value that a text says, in the engine's SQL; nothing where it is no such value.
  ///
  /// A moment is a day only where that begins: the engine leaves its time out without a word.
  func reading(_ text: String) -> String {
    guard self == .date else { return "try_cast(\(text) as \(engineType))" }
    let moment = "try_cast(\(text) as timestamp)"
    return "case when coalesce(\(moment) = date_trunc('day', \(moment)), true) "
      + "then try_cast(\(text) as date) end"
  }

  /// The engine's type for values that were read as text.
  private var engineType: String {
    switch self {
    case .integer: "hugeint"
    case .number: "double"
    case .boolean: "boolean"
    case .date: "date"
    case .timestamp: "timestamp"
    case .text: "varchar"
    }
  }
}
