internal import Contracts
package import Engines
internal import Foundation

/// A row of a store, as it is shown: values of personal columns hidden.
package struct HeldRow: Sendable, Encodable {
  /// Its name: `b3-17`.
  package let id: String
  package let state: String
  /// The values of the columns that name it; empty when only its place does.
  package let key: [String: String]
  /// Ids of the rules that it broke when it was last judged.
  package let rules: [String]
  /// Its values of today in the columns of those rules.
  package let values: [String: String]
  /// The file that it came from; nil for a query.
  package let file: String?
  /// Its number there, from 1.
  package let row: Int?

  /// A JSON list of texts.
  static func texts(_ json: String?) -> [String] {
    (try? JSONDecoder().decode([String].self, from: Data((json ?? "").utf8))) ?? []
  }

  /// A JSON object of texts; values of `personal` columns hidden, missing ones left out.
  static func values(_ json: String?, hiding personal: Set<String>) -> [String: String] {
    let object = try? JSONDecoder().decode([String: String?].self, from: Data((json ?? "").utf8))
    var shown: [String: String] = [:]
    for (name, value) in object ?? [:] {
      guard let value else { continue }
      shown[name] = personal.contains(name) ? ConstraintResult.hidden : value
    }
    return shown
  }
}

extension QuarantineStore {
  /// Which rows of a batch are looked at.
  package enum Shelf: String, Sendable, CaseIterable {
    /// Those that are held, corrected ones among them.
    case held
    /// Those that were given up.
    case discarded
  }

  /// The rows of a shelf as a relation, in SQL; nil when there are none.
  private func relation(_ batch: Batch, _ shelf: Shelf) throws -> String? {
    switch shelf {
    case .held: return batch.rows == nil ? nil : try relation(batch)
    case .discarded:
      let files = batch.apart.filter { $0.action == .discard }.map {
        // Its file has the state in which a row was given up.
        "select * replace ('\(RowState.discarded.rawValue)' as \(StoreColumn.state.rawValue)) "
          + "from \(SQLText.parquet(path($0.file)))"
      }
      return files.isEmpty ? nil : "(\(files.joined(separator: " union all ")))"
    }
  }

  /// How many rows fit, and the first of them.
  ///
  /// - Throws: ``EngineError``, ``QuarantineError``.
  package func show(
    _ selection: RowSelection, of batch: Batch, on shelf: Shelf, limit: Int
  ) throws -> (count: Int, rows: [HeldRow]) {
    guard let rows = try relation(batch, shelf) else { return (0, []) }
    let chosen = try selection.sql(over: rows, engine: engine)
    let names = batch.origin.columns
    let now =
      "cast(to_json(map([\(names.map(SQLText.literal).joined(separator: ", "))], "
      + "[\(names.map { "cast(\(SQLText.identifier($0)) as varchar)" }.joined(separator: ", "))])) "
      + "as varchar)"
    let shown = try engine.rows(
      """
      select \(StoreColumn.id.rawValue), \(StoreColumn.state.rawValue), \(QuarantineColumn.key.rawValue),
        assay_rules, \(now), assay_file, assay_row
      from (select * from \(rows) where \(chosen) order by \(StoreColumn.number) limit \(limit))
      """, reading: folder)
    let personal = Set(batch.origin.personal)
    return (
      try engine.count(of: rows, where: chosen, reading: folder),
      shown.map { row in
        let rules = HeldRow.texts(row[3])
        let judged = Set(rules.flatMap { batch.origin.rules[$0] ?? [] })
        return HeldRow(
          id: row[0] ?? "", state: row[1] ?? "",
          key: HeldRow.values(row[2], hiding: personal), rules: rules,
          values: HeldRow.values(row[4], hiding: personal).filter { judged.contains($0.key) },
          file: row[5], row: row[6].flatMap { Int($0) })
      }
    )
  }

  /// Writes rows as they are, personal values too, with what the store knows of them.
  ///
  /// - Returns: how many.
  /// - Throws: ``EngineError``, ``QuarantineError``.
  package func export(
    _ selection: RowSelection, of batch: Batch, on shelf: Shelf, to path: String,
    format: FileFormat
  ) throws -> Int {
    guard let rows = try relation(batch, shelf) else { throw selection.misses(batch) }
    let chosen = try selection.sql(over: rows, engine: engine)
    let id = StoreColumn.id.rawValue
    return try engine.write(
      .query(
        "select \(id), * exclude (\(id)) from \(rows) where \(chosen) order by \(StoreColumn.number)"
      ),
      to: path, format: format)
  }
}
