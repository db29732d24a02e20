internal import ADBC
internal import Engines

/// The columns of a question about metrics: what rows are grouped by, and what is measured.
struct MetricColumns {
  /// A column of the question.
  struct Column {
    let name: String
    let type: ArrowType
    /// As rows bring it.
    let expression: String

    /// Whether it is a double or a whole number, which every database converts alike.
    var isPlainNumber: Bool {
      switch type {
      case .float32, .float64, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32: true
      default: false
      }
    }

    /// Whether it is a double, of which a database makes 0 and −0 one value.
    var isReal: Bool {
      switch type {
      case .float32, .float64: true
      default: false
      }
    }
  }

  /// The columns that divide the rows, the beginning of the window last.
  let keys: [Column]
  /// The columns by their names.
  private let columns: [String: Column]

  /// Nil when the rows have to be read: for windows of a number of rows, for groups of doubles, of
  /// which a database makes 0 and −0 one, for a column of two roles, for labels of weights.
  init?(_ options: MetricOptions, _ session: TableSession) {
    guard options.inclusionProbability == nil else { return nil }
    self.init(
      options.columns, by: options.by, window: options.window, timestamp: options.timestamp, session
    )
    let names = Set(measured.map(\.name))
    guard
      ([options.target, options.score, options.prediction, options.lower, options.upper]
        .compactMap(\.self)).allSatisfy(names.contains)
    else { return nil }
  }

  /// Nil when the rows have to be read.
  ///
  /// - Parameters:
  ///   - names: all columns.
  ///   - by: those that divide the rows, beside the window of the timestamp.
  init?(
    _ names: Set<String>, by: [String], window: WindowLength?, timestamp: String?,
    _ session: TableSession
  ) {
    if let window, !window.isCalendar { return nil }
    let fields = Dictionary(
      session.fields.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    var columns: [String: Column] = [:]
    for name in names {
      guard let type = fields[name] else { return nil }
      switch type {
      case .null, .float16, .uint64, .date64, .dictionary, .list, .unsupported: return nil
      default: break
      }
      let expression = session.expression(name)
      columns[name] = Column(
        name: name, type: type,
        expression: type.isText ? session.dialect.exactText(expression) : expression)
    }
    var keys: [Column] = []
    for name in by {
      guard let column = columns[name], !column.isReal else { return nil }
      keys.append(column)
    }
    if let window, let name = timestamp, let column = columns[name] {
      guard let unit = window.unit else { return nil }
      let start: String
      switch column.type {
      case .date32:
        start = session.dialect.windowStart(unit, of: column.expression, isDate: true)
      case .timestamp(.microseconds, _):
        start = session.dialect.windowStart(unit, of: column.expression, isDate: false)
      default: return nil
      }
      keys.append(Column(name: name, type: column.type, expression: start))
    }
    guard Set(keys.map(\.name)).count == keys.count else { return nil }
    self.keys = keys
    self.columns = columns
  }

  /// The columns of several that measure alike, divided by the keys of all; nil where two keys of
  /// one name differ.
  init?(merging all: [MetricColumns]) {
    var keys: [Column] = []
    var columns: [String: Column] = [:]
    for one in all {
      columns.merge(one.columns) { first, _ in first }
      for key in one.keys {
        if let known = keys.first(where: { $0.name == key.name }) {
          guard known.expression == key.expression else { return nil }
        } else {
          keys.append(key)
        }
      }
    }
    self.keys = keys
    self.columns = columns
    let names = Set(keys.map(\.name))
    // What one divides by must not be what another measures.
    guard all.allSatisfy({ $0.measured.allSatisfy { !names.contains($0.name) } }) else {
      return nil
    }
  }

  /// A column of the data.
  subscript(_ name: String) -> Column? { columns[name] }

  /// What is measured: the columns that are none of the keys, by name.
  var measured: [Column] {
    let names = Set(keys.map(\.name))
    return columns.values.filter { !names.contains($0.name) }.sorted { $0.name < $1.name }
  }
}

extension WindowLength {
  /// The calendar's word for it in SQL; nil for rows.
  var unit: String? {
    switch self {
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    case .rows: nil
    }
  }
}
