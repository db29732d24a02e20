internal import Contracts
internal import Engines

/// What a correction changed.
package struct Correction: Sendable, Encodable {
  /// Rows of which any value changed.
  package let rows: Int
  /// By column, in their order; columns without a change are left out.
  package let columns: [Column]
  /// The batch as it is.
  package internal(set) var batch: Batch

  /// How a column changed.
  package struct Column: Sendable, Encodable {
    package let column: String
    /// Rows in which it changed.
    package let rows: Int
    /// The first of them.
    package let example: Example
  }

  /// A value before and after; ``ConstraintResult/hidden`` where it is personal.
  package struct Example: Sendable, Encodable {
    /// The row's name.
    package let id: String
    package let before: String?
    package let after: String?
  }

  private enum CodingKeys: String, CodingKey { case rows, columns }

  /// Nothing changed.
  init(batch: Batch) {
    self.batch = batch
    rows = 0
    columns = []
  }

  /// Compares rows before and after.
  init(
    of names: [String], from old: String, to new: String, _ batch: Batch, _ engine: any Engine
  ) throws {
    self.batch = batch
    let id = StoreColumn.id.rawValue
    let personal = Set(batch.origin.personal)
    let differs = names.map {
      "o.\(SQLText.identifier($0)) is distinct from n.\(SQLText.identifier($0))"
    }
    var asked = ["count(*) filter (where \(differs.joined(separator: " or ")))"]
    let order = "cast(split_part(o.\(id), '-', 2) as bigint)"
    for (name, differs) in zip(names, differs) {
      let column = SQLText.identifier(name)
      let first =
        "arg_min({'i': o.\(id), 'b': cast(o.\(column) as varchar), 'a': cast(n.\(column) as varchar)}, "
        + "\(order)) filter (where \(differs))"
      asked.append("count(*) filter (where \(differs))")
      asked += ["i", "b", "a"].map { "struct_extract(\(first), '\($0)')" }
    }
    let listed = asked.enumerated().map { "\($1) as v\($0)" }.joined(separator: ", ")
    let answer =
      try engine.rows(
        "select \(listed) from \(old) as o join \(new) as n on o.\(id) = n.\(id)",
        reading: "the quarantine"
      ).first ?? []
    var values = answer.makeIterator()
    func next() -> String? { values.next() ?? nil }
    rows = next().flatMap { Int($0) } ?? 0
    var columns: [Column] = []
    for name in names {
      let count = next().flatMap { Int($0) } ?? 0
      let (id, before, after) = (next(), next(), next())
      guard count > 0, let id else { continue }
      func shown(_ value: String?) -> String? {
        personal.contains(name) ? value.map { _ in ConstraintResult.hidden } : value
      }
      columns.append(
        Column(
          column: name, rows: count,
          example: Example(id: id, before: shown(before), after: shown(after))))
    }
    self.columns = columns
  }
}
