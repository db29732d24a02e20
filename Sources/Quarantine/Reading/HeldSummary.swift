internal import Contracts
internal import Engines

/// Why the rows of a batch are held: by rule and by column, as they were last judged.
package struct HeldSummary: Sendable, Encodable {
  /// The most broken first.
  package let rules: [Rule]
  package let columns: [Column]

  /// Rows that break a rule.
  package struct Rule: Sendable, Encodable {
    package let id: String
    package let rows: Int
    /// The first of them; nil when the rule is about the whole batch.
    package let example: Example?
  }

  /// A row that breaks a rule.
  package struct Example: Sendable, Encodable {
    /// The row's name.
    package let id: String
    /// Its values that the rule judged, by column; ``ConstraintResult/hidden`` where they are
    /// personal.
    package let values: [String: String]
  }

  /// Rows that break a rule about a column.
  package struct Column: Sendable, Encodable {
    package let column: String
    package let rows: Int
    /// The least and the greatest of the values; ``ConstraintResult/hidden`` where they are
    /// personal.
    package let examples: [String]
  }
}

extension QuarantineStore {
  /// Why the rows of a batch are held; empty when none is.
  ///
  /// - Throws: ``EngineError``, ``QuarantineError``.
  package func summary(of batch: Batch) throws -> HeldSummary {
    guard batch.rows != nil else { return HeldSummary(rules: [], columns: []) }
    let rows = try relation(batch)
    let personal = Set(batch.origin.personal)
    let rules = try engine.rows(
      """
      select rule, count(*), arg_min(id, number), arg_min(judged, number) from (
        select unnest(json_extract_string(assay_rules, '$[*]')) as rule, assay_values as judged,
          \(StoreColumn.id.rawValue) as id, \(StoreColumn.number) as number from \(rows))
      group by rule order by count(*) desc, rule
      """, reading: folder)
    let columns = try engine.rows(
      """
      select entry.key, count(*),
        coalesce(arg_min(entry.value, try_cast(entry.value as double)), min(entry.value)),
        coalesce(arg_max(entry.value, try_cast(entry.value as double)), max(entry.value)) from (
        select unnest(map_entries(cast(cast(assay_values as json) as map(varchar, varchar)))) as entry
        from \(rows))
      group by entry.key order by count(*) desc, entry.key
      """, reading: folder)
    return HeldSummary(
      rules: rules.map { row in
        let id = row[0] ?? ""
        let shown = batch.origin.rules[id]
        return HeldSummary.Rule(
          id: id, rows: row[1].flatMap { Int($0) } ?? 0,
          example: shown.map { columns in
            HeldSummary.Example(
              id: row[2] ?? "",
              values: HeldRow.values(row[3], hiding: personal).filter { columns.contains($0.key) })
          })
      },
      columns: columns.map { row in
        let column = row[0] ?? ""
        var examples = [row[2], row[3]].compactMap(\.self)
        if examples.count == 2, examples[0] == examples[1] { examples.removeLast() }
        return HeldSummary.Column(
          column: column, rows: row[1].flatMap { Int($0) } ?? 0,
          examples: personal.contains(column) ? [ConstraintResult.hidden] : examples)
      })
  }
}
