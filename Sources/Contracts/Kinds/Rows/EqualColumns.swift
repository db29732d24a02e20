package import Checklist

/// Several columns of a row have the same value.
package struct EqualColumns: Constraint {
  package static let card = ConstraintCard(
    name: "equal", level: .row, section: .rows,
    summary: "Several columns of a row have the same value. Where one has none, nothing is judged.",
    example: "{columns: [billed, paid]}",
    counterparts: [
      "gx:expect_column_pair_values_to_be_equal", "gx:expect_multicolumn_values_to_be_equal",
    ])
  package static let parameters = [OrderedColumns.columns]

  let columns: [String]

  package init(_ values: ConfigurationMapping) {
    columns = values.texts(OrderedColumns.columns)
  }

  package var flaws: [ConstraintFlaw] { ConstraintFlaw.several(columns) }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let found = try data.comparable(columns)
    let parts = zip(found, found.dropFirst()).map { "\($0.sql) = \($1.sql)" }
    return .rows(holds: found.where(parts.joined(separator: " and ")), shows: columns)
  }
}

extension EqualColumns {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let found = try columns.comparable(self.columns)
    let slots = found.map(\.slot)
    return .rows(
      { row in
        for slot in slots where !row[slot].isJudged { return nil }
        for index in slots.indices.dropFirst()
        where row[slots[index - 1]].order(row[slots[index]]) != 0 { return false }
        return true
      }, shows: found)
  }
}
