package import Contracts
package import Engines

extension QuarantineStore {
  /// Holds the rows that a validation holds back, and hands on those that passed.
  ///
  /// - Parameters:
  ///   - passed: the file of the rows that go on, written unless the batch is blocked; what is
  ///     there gives way.
  /// - Throws: ``QuarantineError``, ``EngineError``, ``StorageError``.
  package func hold(
    _ validation: ContractValidation, _ origin: Batch.Origin,
    passed: (path: String, format: FileFormat)?, account: Account = Account()
  ) throws -> Batch {
    try refuseNames(origin)
    let report = validation.report
    let passed = validation.isBlocked ? nil : passed
    let number = try ledger.next().batch
    let begun = try begin(
      .hold, batch: number, time: origin.time, account: account, target: passed?.path,
      replaces: true)
    return try perform(begun) { change in
      var batch = Batch(
        number: number, origin: origin, rowsIn: report.rows, passed: report.passed,
        held: report.quarantined, blocking: validation.blocking)
      if report.quarantined > 0 {
        let file = "b\(number)-\(change.number).parquet"
        let written = try engine.write(
          .query(Self.named(validation.quarantined, batch: number)), to: path(file),
          format: .parquet)
        try Self.conserve(written, report.quarantined, origin.source)
        batch.rows = file
      }
      if let passed, let partial = change.move?.partial {
        let written = try validation.writePassed(to: partial, format: passed.format)
        try Self.conserve(written, report.passed, origin.source)
      }
      change.rows = report.quarantined
      change.contract = origin.contract.sha256
      return batch
    }
  }

  /// Held rows with what names them in the store.
  private static func named(_ rows: String, batch: Int) -> String {
    return """
      select *, 'b\(batch)-' || cast(row_number() over () as varchar) as \(StoreColumn.id.rawValue),
        '\(RowState.held.rawValue)' as \(StoreColumn.state.rawValue)
      from (\(rows))
      """
  }

  /// Refuses columns that could not be told apart in the store.
  private func refuseNames(_ origin: Batch.Origin) throws(QuarantineError) {
    var seen: Set<String> = []
    for column in origin.columns {
      let name = column.lowercased()
      guard !StoreColumn.reserved.contains(name) else {
        throw QuarantineError(
          .refused,
          "\(origin.source.shownOnOneLine) has a column \(column.shownOnOneLine), which the quarantine "
            + "adds itself", remedy: "leave it out with a query")
      }
      guard seen.insert(name).inserted else {
        throw QuarantineError(
          .refused,
          "\(origin.source.shownOnOneLine) has two columns \(column.shownOnOneLine) that differ in letter "
            + "case alone", remedy: "rename one with a query, or quarantine to a file")
      }
    }
  }

  /// Every row that was counted is written, and no other.
  static func conserve(_ written: Int, _ counted: Int, _ source: String) throws(EngineError) {
    guard written != counted else { return }
    throw EngineError(
      .unreadable, "\(written) rows would be written where \(counted) were counted",
      remedy: "the data changed while they were read: validate a copy that nobody writes to",
      file: source)
  }
}
