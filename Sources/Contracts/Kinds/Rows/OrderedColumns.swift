package import Checklist

/// Of several columns of a row each is at least the one before: `[ordered, shipped, delivered]`.
package struct OrderedColumns: Constraint {
  package static let card = ConstraintCard(
    name: "ordered", level: .row, section: .rows,
    summary:
      "Of several columns of a row, each is at least the one before. Where one has no value, nothing is judged.",
    example: "{columns: [departure, arrival], strictly: true}",
    counterparts: ["gx:expect_column_pair_values_a_to_be_greater_than_b"])
  package static let parameters = [columns, strictly]

  static let columns = ConfigurationKey(
    "columns", .list(.text(.column)), isRequired: true, example: "[departure, arrival]",
    "The columns, the least first.")
  static let strictly = ConfigurationKey(
    "strictly", .flag, example: "true", "Whether equal values break it. Default: false.")

  let columns: [String]
  let isStrict: Bool

  package init(_ values: ConfigurationMapping) {
    columns = values.texts(Self.columns)
    isStrict = values.flag(Self.strictly)
  }

  package var flaws: [ConstraintFlaw] { ConstraintFlaw.several(columns) }

  package var claims: [Claim] { [.ascending(columns, isStrict: isStrict)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let found = try data.comparable(columns)
    let sign = isStrict ? "<" : "<="
    let parts = zip(found, found.dropFirst()).map {
      "\($0.sqlWithoutNaN) \(sign) \($1.sqlWithoutNaN)"
    }
    return .rows(holds: found.where(parts), shows: columns)
  }
}

extension ConstraintFlaw {
  /// Columns of which at least two, and all different, are needed.
  static func several(_ columns: [String]) -> [ConstraintFlaw] {
    guard columns.count >= 2 else {
      return [ConstraintFlaw("columns", "at least two columns are needed")]
    }
    guard Set(columns).count == columns.count else {
      return [ConstraintFlaw("columns", "a column is named twice")]
    }
    return []
  }
}

extension ContractData {
  /// Columns whose values can be compared with one another.
  func comparable(_ names: [String]) throws(ConstraintMisfit) -> [Column] {
    var found: [Column] = []
    for name in names {
      let column = try column(name)
      guard let type = column.type else {
        throw .type(column: name, found: "of a type that cannot be measured", expected: "a value")
      }
      if let first = found.first, let expected = first.type,
        type != expected, !(type.isNumeric && expected.isNumeric), !(type.isTime && expected.isTime)
      {
        throw .type(
          column: name, found: type.rawValue,
          expected: "\(expected.rawValue), as “\(first.name)” is")
      }
      found.append(column)
    }
    return found
  }
}

extension [ContractData.Column] {
  /// Comparisons of which all must hold, and that are judged only where all columns have a value.
  ///
  /// One alone is null where a value is missing; and the engine plans thousands of such more
  /// quickly.
  func `where`(_ comparisons: [String]) -> String {
    guard comparisons.count > 1 else { return "(\(comparisons.joined()))" }
    let condition = comparisons.joined(separator: " and ")
    let present = map { "\($0.sql) is not null" }.joined(separator: " and ")
    return "(case when \(present) then (\(condition)) end)"
  }
}

extension OrderedColumns {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let found = try columns.comparable(self.columns)
    let slots = found.map(\.slot)
    let isStrict = isStrict
    return .rows(
      { row in
        for slot in slots where !row[slot].isJudged { return nil }
        var holds: Bool? = true
        for index in slots.indices.dropFirst() {
          let (before, value) = (row[slots[index - 1]], row[slots[index]])
          // What is no number is neither more nor less than any.
          guard !before.number.isNaN, !value.number.isNaN, let order = before.order(value) else {
            holds = nil
            continue
          }
          if isStrict ? order >= 0 : order > 0 { return false }
        }
        return holds
      }, shows: found)
  }
}
