internal import Engines

extension QuarantineStore {
  /// Gives rows up: they are never released, and the store remembers them.
  ///
  /// - Parameter keepsFirst: whether, of rows that are alike in the columns of the selection's rule, the first stays held.
  /// - Returns: how many, and the batch as it is.
  /// - Throws: ``QuarantineError``, ``EngineError``, ``StorageError``.
  package func discard(
    _ selection: RowSelection, keepsFirst: Bool = false, of batch: Batch, account: Account,
    time: String
  ) throws -> (rows: Int, batch: Batch) {
    let rows = try relation(batch)
    var selection = selection
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
    return (discarded, after)
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
