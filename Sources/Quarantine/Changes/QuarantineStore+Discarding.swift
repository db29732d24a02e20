internal import Engines

extension QuarantineStore {
  /// Gives rows up: they are never released, and the store remembers them.
  ///
  /// - Parameter keepsFirst: whether, of rows that are alike in the columns of the selection's
  ///   rule, the first that breaks no other rule stays held, or the first where each breaks
  ///   another.
  /// - Returns: how many, the batch as it is, and how many kept ones break another rule.
  /// - Throws: ``QuarantineError``, ``EngineError``, ``StorageError``.
  package func discard(
    _ selection: RowSelection, keepsFirst: Bool = false, of batch: Batch, account: Account,
    time: String
  ) throws -> Discarding {
    let rows = try relation(batch)
    var selection = selection
    var spoiled = 0
    if keepsFirst {
      guard let rule = selection.rule, let columns = batch.origin.rules[rule], !columns.isEmpty
      else {
        throw QuarantineError(
          .refused,
          "the first of rows that are alike is kept in the columns of a rule, and none of batch "
            + "\(batch.number) is named",
          remedy:
            "name one with --rule, such as \(batch.origin.rules.keys.sorted().first ?? "id.unique")"
        )
      }
      selection.wholeRules = batch.blocking
      spoiled = try engine.count(
        of: """
          (select 1 from \(rows) where \(try selection.sql(over: rows, engine: engine))
          group by \(SQLText.list(columns))
          having count(*) > 1 and bool_and(\(selection.breaksMore)))
          """, where: "true", reading: folder)
      selection.repetitionsOf = columns
    }
    let chosen = try selection.sql(over: rows, engine: engine)
    var account = account
    account.how = selection.words
    let begun = try begin(.discard, batch: batch.number, time: time, account: account)
    var discarded = 0
    let after = try perform(begun) { change in
      let file = "b\(batch.number)-\(change.number)-discarded.parquet"
      discarded = try engine.write(
        .query("select * from \(rows) where \(chosen)"), to: path(file), format: .parquet)
      guard discarded > 0 else { throw selection.misses(batch) }
      var after = batch
      try keep("select * from \(rows) where not \(chosen)", in: &after, change)
      after.discarded += discarded
      after.apart.append(Batch.Apart(action: .discard, file: file))
      change.rows = discarded
      return after
    }
    return Discarding(rows: discarded, batch: after, spoiled: spoiled)
  }

  /// What discarding did.
  package struct Discarding: Sendable {
    /// Rows that were given up.
    package let rows: Int
    package let batch: Batch
    /// Values of which every copy breaks another rule too, so that the one that stays does.
    package let spoiled: Int
  }

  /// Writes the rows that stay in a batch, and counts them.
  func keep(_ rows: String, in batch: inout Batch, _ change: Change) throws {
    let file = "b\(batch.number)-\(change.number).parquet"
    batch.held = try engine.write(.query(rows), to: path(file), format: .parquet)
    batch.rows = batch.held > 0 ? file : nil
    guard batch.held > 0 else {
      batch.corrected = 0
      batch.blocking = []
      return
    }
    let corrected = try engine.rows(
      "select count(*) from \(SQLText.parquet(path(file))) where \(StoreColumn.state.rawValue) = "
        + "'\(RowState.corrected.rawValue)'", reading: folder)
    batch.corrected = corrected.first?.first?.flatMap { Int($0) } ?? 0
  }
}

extension RowSelection {
  /// The refusal of a selection that fits no row.
  func misses(_ batch: Batch) -> QuarantineError {
    QuarantineError(
      .refused,
      "no held row of batch \(batch.number) fits \(words.joined(separator: " ").shownOnOneLine)",
      remedy: "`assay quarantine show` lists the rows")
  }
}
