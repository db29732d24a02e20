package import Checklist

/// Several columns of a row have different values, each from every other.
package struct DifferentColumns: Constraint {
  package static let card = ConstraintCard(
    name: "different", level: .row, section: .rows,
    summary:
      "Several columns of a row have different values, each from every other. Where one has none, nothing is judged.",
    example: "{columns: [origin, destination]}",
    counterparts: [
      "gx:expect_select_column_values_to_be_unique_within_record",
      "gx:expect_multicolumn_values_to_be_unique",
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
    let parts = found.indices.flatMap { first in
      found.indices.dropFirst(first + 1).map { "\(found[first].sql) <> \(found[$0].sql)" }
    }
    return .rows(holds: found.where(parts.joined(separator: " and ")), shows: columns)
  }
}

extension DifferentColumns {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let found = try columns.comparable(self.columns)
    let slots = found.map(\.slot)
    return .rows(
      { row in
        for slot in slots where !row[slot].isJudged { return nil }
        for first in slots.indices {
          for second in slots.indices.dropFirst(first + 1)
          where row[slots[first]].order(row[slots[second]]) == 0 { return false }
        }
        return true
      }, shows: found)
  }
}
