internal import ADBC
package import Checklist

/// The columns are those of a list.
package struct TableColumns: Constraint {
  package static let card = ConstraintCard(
    name: "columns", level: .dataset, section: .dataset,
    summary:
      "The columns are those of the list; `others: true` allows more, `in-order: true` holds them to its order.",
    example: "{names: [id, at, fare], others: false, in-order: true}",
    counterparts: [
      "gx:expect_table_columns_to_match_set", "gx:expect_table_columns_to_match_ordered_list",
      "soda:schema", "pandera:strict", "pandera:ordered", "tfdv:SCHEMA_NEW_COLUMN",
      "sagemaker:extra_column_check",
    ])
  package static let parameters = [names, others, inOrder]
  package static let shortForm = ConstraintShortForm.value(names)

  static let names = ConfigurationKey(
    "names", .list(.text(.column)), isRequired: true, example: "[id, at, fare]", "The columns.")
  static let others = ConfigurationKey(
    "others", .flag, example: "true", "Whether there may be more. Default: false.")
  static let inOrder = ConfigurationKey(
    "in-order", .flag, example: "true", "Whether their order counts. Default: false.")

  let names: [String]
  let allowsOthers: Bool
  let isOrdered: Bool

  package init(_ values: ConfigurationMapping) {
    names = values.texts(Self.names)
    allowsOthers = values.flag(Self.others)
    isOrdered = values.flag(Self.inOrder)
  }

  package var flaws: [ConstraintFlaw] {
    Set(names).count < names.count
      ? [ConstraintFlaw(Self.names.name, "a column is named twice")] : []
  }

  package var claims: [Claim] { allowsOthers ? [] : [.columns(names)] }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let finding = finding(data.fields.map(\.name))
    return .settled(holds: finding.holds, found: finding.words)
  }

  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    .figure(
      update: { _ in },
      finish: { end in
        let finding = finding(end.keys)
        return StreamFigure(
          finding.words + (end.hasMoreKeys ? ", and more" : ""),
          holds: finding.holds && (allowsOthers || !end.hasMoreKeys))
      }, reveals: [])
  }

  /// Whether columns are those of the list, and what differs.
  private func finding(_ found: [String]) -> (holds: Bool, words: String) {
    let missing = names.filter { !found.contains($0) }
    let extra = found.filter { !names.contains($0) }
    var words: [String] = []
    if !missing.isEmpty { words.append("missing: \(missing.joined(separator: ", "))") }
    if !extra.isEmpty, !allowsOthers { words.append("new: \(extra.joined(separator: ", "))") }
    if isOrdered, missing.isEmpty, found.filter(names.contains) != names {
      words.append("the order is another")
    }
    return (
      words.isEmpty, words.isEmpty ? "\(found.count) columns" : words.joined(separator: "; ")
    )
  }
}
