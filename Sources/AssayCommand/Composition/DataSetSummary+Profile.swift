internal import Checklist
internal import Measurements

extension DataSetSummary {
  /// What role inference needs to know of a profiled set.
  init(_ role: Project.DataRole, _ profile: DatasetProfile) {
    self.init(role: role, rows: profile.rows, columns: profile.columns.map(ColumnSummary.init))
  }
}

extension ColumnSummary {
  /// What it needs to know of a profiled column.
  init(_ column: ColumnProfile) {
    let kind: Kind =
      switch column.type {
      case .numeric: .numeric
      case .categorical: .categorical
      case .boolean: .boolean
      case .timestamp: .timestamp
      case .text, .vector, .unmeasured: .text
      }
    var minimum: Double?
    var maximum: Double?
    var top: [Value] = []
    switch column.content {
    case .numbers(let numbers):
      minimum = numbers.minimum
      maximum = numbers.maximum
      if case .exact(let values) = numbers.content, values.keys.count <= 50 {
        top = zip(values.values, values.counts).map {
          Value(text: NumberText.plain($0, significant: 17), count: $1)
        }
      }
    case .categories(let categories):
      top = categories.top(50).map { Value(text: $0.value, count: $0.count) }
    case .truths(let truths):
      top = [Value(text: "true", count: truths.trues), Value(text: "false", count: truths.falses)]
    case .unmeasured: break
    }
    self.init(
      name: column.name, kind: kind, distinct: Self.distinct(column), missing: column.missing,
      minimum: minimum, maximum: maximum, top: top)
  }

  /// Different values; an estimate that cannot be told from the number of rows is taken for it, so
  /// that an identifier of a long table is still seen to be one.
  private static func distinct(_ column: ColumnProfile) -> Int? {
    guard let distinct = column.distinct else { return nil }
    let present = Double(column.rows - column.missing)
    let margin = 4 * distinct.relativeStandardError * present
    return (Double(distinct.value) - present).magnitude <= margin && !distinct.isExact
      ? column.rows - column.missing : distinct.value
  }
}
