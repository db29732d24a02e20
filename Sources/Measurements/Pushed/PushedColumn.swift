internal import ADBC
internal import Engines

/// How a database is asked about one column.
struct PushedColumn: Sendable {
  /// Its place among the measured columns.
  let index: Int
  let field: ArrowField
  /// The column in the type in which rows bring it.
  let expression: String
  let family: Family

  /// Columns of one family are counted by one question.
  enum Family: Hashable {
    case real, integer, text, truth
    /// Instants, exact decimal numbers, times of day: values of one type each.
    case own(ArrowType)
    /// Only rows with and without a value are counted.
    case unmeasured
    /// The database is not asked: the rows are read.
    case rows
  }

  init(index: Int, field: ArrowField, session: TableSession) {
    self.index = index
    self.field = field
    expression = session.expression(field.name)
    family =
      switch field.type {
      case .float32, .float64: .real
      case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32: .integer
      case .utf8, .largeUtf8, .utf8View: .text
      case .boolean: .truth
      case .date32, .timestamp, .time, .decimal: .own(field.type)
      case .binary, .largeBinary, .binaryView, .fixedSizeBinary, .list, .unsupported: .unmeasured
      case .null, .uint64, .float16, .date64, .duration, .dictionary: .rows
      }
  }

  /// What equal values are grouped by.
  func value(in dialect: Dialect) -> String {
    switch family {
    case .real: "cast(\(expression) as \(dialect.doubleType))"
    case .integer: "cast(\(expression) as bigint)"
    case .text: dialect.exactText(expression)
    case .truth, .own, .unmeasured, .rows: expression
    }
  }

  /// What is put into bins: a double or a whole number; nil when the database's own conversion
  /// might differ in a digit.
  func number(in dialect: Dialect) -> (kind: NumberKind, value: String)? {
    switch field.type {
    case .float32, .float64: return (.real, value(in: dialect))
    // Up to 15 digits and a power of ten that is a double: one division, rounded once, everywhere.
    case .decimal(let precision, let scale, _) where precision <= 15 && (0...22).contains(scale):
      return (.real, "cast(\(expression) as \(dialect.doubleType))")
    case .date32: return (.instant, dialect.microseconds(ofDate: expression))
    case .timestamp(.microseconds, _):
      return (.instant, dialect.microseconds(ofTimestamp: expression))
    default:
      return family == .integer ? (.integer, value(in: dialect)) : nil
    }
  }
}
