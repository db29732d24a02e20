package import Checklist

/// Several columns of a row add up to a number or to another column.
package struct ColumnSum: Constraint {
  package static let card = ConstraintCard(
    name: "sum-of", level: .row, section: .rows,
    summary:
      "Several columns of a row add up to a number or to another column, give or take a tolerance.",
    example: "{columns: [net, tax], total: gross, tolerance: 0.01}",
    counterparts: ["gx:expect_multicolumn_sum_to_equal"])
  package static let parameters = [OrderedColumns.columns, total, number, tolerance]

  static let total = ConfigurationKey(
    "total", .text(.column), example: "gross", "The column that holds the sum.")
  static let number = ConfigurationKey(
    "equals", .number(-Double.infinity...Double.infinity), example: "1",
    "The sum, where it is one number.")
  static let tolerance = ConfigurationKey(
    "tolerance", .number(0...Double.infinity), example: "0.01",
    "How far the sum may be off. Default: 0.")

  let columns: [String]
  let total: String?
  let number: Double?
  let tolerance: Double

  package var words: String {
    let sum = total ?? number.map(ConfigurationShape.number) ?? ""
    let room = tolerance > 0 ? " ± \(ConfigurationShape.number(tolerance))" : ""
    return "\(columns.joined(separator: " + ")) = \(sum)\(room)"
  }

  package init(_ values: ConfigurationMapping) {
    columns = values.texts(OrderedColumns.columns)
    total = values.text(Self.total)
    number = values.number(Self.number)
    tolerance = values.number(Self.tolerance) ?? 0
  }

  package var flaws: [ConstraintFlaw] {
    guard (total == nil) != (number == nil) else {
      return [
        ConstraintFlaw(
          nil, total == nil ? "the sum is not said" : "the sum is said twice",
          remedy: "give either `total:` or `equals:`")
      ]
    }
    return ConstraintFlaw.several(columns + [total].compactMap(\.self))
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    var found: [ContractData.Column] = []
    for name in columns + [total].compactMap(\.self) {
      found.append(try data.column(name, of: [.integer, .number]))
    }
    let parts = found.prefix(columns.count).map(\.double).joined(separator: " + ")
    let expected = number.map { data.dialect.double(text: "\($0)") } ?? found.last?.double ?? "0"
    return .rows(
      holds: found.where([
        "abs(\(parts) - \(expected)) <= \(data.dialect.double(text: "\(tolerance)"))"
      ]),
      shows: columns + [total].compactMap(\.self))
  }
}

extension ColumnSum {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    var found: [StreamColumns.Column] = []
    for name in self.columns + [total].compactMap(\.self) {
      found.append(try columns.column(name, of: [.integer, .number], implied: .number))
    }
    let slots = found.prefix(self.columns.count).map(\.slot)
    let total = total == nil ? nil : found.last?.slot
    let (number, tolerance) = (number ?? 0, tolerance)
    return .rows(
      { row in
        var sum: Double?
        for slot in slots {
          let value = row[slot]
          guard value.isJudged else { return nil }
          sum = sum.map { $0 + value.number } ?? value.number
        }
        guard let total else { return abs((sum ?? 0) - number) <= tolerance }
        let expected = row[total]
        return expected.isJudged ? abs((sum ?? 0) - expected.number) <= tolerance : nil
      }, shows: found)
  }
}
