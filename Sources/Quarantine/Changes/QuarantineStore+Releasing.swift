package import Contracts
package import Engines
internal import Foundation

/// What a release did.
package struct Release: Sendable {
  /// Rows that were judged again.
  package let judged: Int
  /// Rows handed on.
  package let released: Int
  /// The file of them; nil when there is none.
  package let to: String?
  /// The batch as it is.
  package let batch: Batch
}

/// Where released rows go.
package enum ReleaseTarget: Sendable, Hashable {
  /// A file that is not there yet.
  case file(String, FileFormat)
  /// A folder, in which each release makes a Parquet file of its own.
  case folder(String)
}

extension QuarantineStore {
  /// The held rows of a batch as data to judge again: their own columns.
  package func data(_ batch: Batch) throws(QuarantineError) -> String {
    "select \(SQLText.list(batch.origin.columns)) from \(try relation(batch))"
  }

  /// The same with file and number as last columns, as ``Engine/locatedQuery(_:)`` has them.
  package func locatedData(_ batch: Batch) throws(QuarantineError) -> String {
    "select \(SQLText.list(batch.origin.columns)), null::varchar as assay_file, "
      + "\(StoreColumn.number) as assay_row from \(try relation(batch))"
  }

  /// The rows of a batch that went on earlier, with the columns of the held ones, and the files of
  /// such rows that are no longer as they were.
  ///
  /// A value that should occur once is looked for among them too.
  package func earlier(_ batch: Batch) throws -> (rows: String?, lost: [HandedOn]) {
    let types = try types(of: try relation(batch))
    let columns = batch.origin.columns.map { column in
      let name = SQLText.identifier(column)
      return "try_cast(\(name) as \(types[column] ?? "varchar")) as \(name)"
    }.joined(separator: ", ")
    // A file of text has no types: what was text when it was written is text again.
    let texts = types.filter { $0.value == "VARCHAR" }.mapValues { _ in StatedType.text }
    let files = try batch.handedOn.filter(\.isUnchanged).map {
      let file = DataSource.path($0.path).reading(as: texts)
      return "select \(columns) from (\(try engine.query(file, columns: nil)))"
    }
    return (
      files.isEmpty ? nil : files.joined(separator: " union all "),
      batch.handedOn.filter { !$0.isUnchanged }
    )
  }

  /// Hands on the chosen rows that break no rule any more; the others stay, with the reasons of
  /// today.
  ///
  /// - Parameter validation: of all held rows of the batch, over ``locatedData(_:)``.
  /// - Throws: ``QuarantineError``, ``EngineError``, ``StorageError``.
  package func release(
    _ selection: RowSelection, of batch: Batch, after validation: ContractValidation,
    contract: Batch.ContractCopy, to target: ReleaseTarget, account: Account, time: String
  ) throws -> Release {
    let rows = try relation(batch)
    let chosen = try selection.sql(over: rows, engine: engine)
    var account = account
    account.how =
      selection.words
      + (contract.path == batch.origin.contract.path ? [] : ["--contract \(contract.path)"])
    var begun = try begin(
      .release, batch: batch.number, time: time, account: account,
      target: try file(of: target, batch))
    begun.contract = contract.sha256
    let format = target.format
    var judged = 0
    var released = 0
    let after = try perform(begun) { change in
      // Written once: the rules are not asked again for each file.
      let verdicts = path("b\(batch.number)-\(change.number)-verdicts.parquet")
      try engine.write(.query(validation.verdicts), to: verdicts, format: .parquet)
      let judgement = """
        (select r.*, \(chosen) as "assay s", v.rules as "assay r", v."values" as "assay v"
         from \(rows) as r left join \(SQLText.parquet(verdicts)) as v
         on v."row" = \(StoreColumn.number))
        """
      let goes = "(\"assay s\" and \"assay r\" is null)"
      judged = try engine.count(of: judgement, where: "\"assay s\"", reading: folder)
      guard judged > 0 || selection.isEverything else { throw selection.misses(batch) }
      var after = batch
      after.blocking = validation.blocking
      if let move = change.move {
        released = try engine.write(
          .query(
            "select \(SQLText.list(batch.origin.columns)) from \(judgement) where \(goes) "
              + "order by \(StoreColumn.number)"),
          to: move.partial, format: format)
      }
      if released > 0 {
        let file = "b\(batch.number)-\(change.number)-released.parquet"
        let remembered =
          StoreColumn.allCases.map(\.rawValue)
          + [QuarantineColumn.key, .file, .row].map(\.rawValue)
        let noted = try engine.write(
          .query("select \(remembered.joined(separator: ", ")) from \(judgement) where \(goes)"),
          to: path(file), format: .parquet)
        try Self.conserve(noted, released, folder)
        after.apart.append(Batch.Apart(action: .release, file: file))
        after.released += released
      } else if let move = change.move {
        DurableFile.remove(move.partial)
        change.move = nil
      }
      try keep(Self.staying(judgement, goes), in: &after, change)
      change.rows = released
      return after
    }
    return Release(
      judged: judged, released: released, to: released > 0 ? begun.move?.target : nil,
      batch: after)
  }

  /// The rows that stay: those that were judged, with what they break now.
  private static func staying(_ judgement: String, _ goes: String) -> String {
    let (rules, values) = (QuarantineColumn.rules.rawValue, QuarantineColumn.values.rawValue)
    return """
      select * exclude ("assay s", "assay r", "assay v") replace (
        case when "assay s" then "assay r" else \(rules) end as \(rules),
        case when "assay s" then "assay v" else \(values) end as \(values))
      from \(judgement) where not \(goes) order by \(StoreColumn.number)
      """
  }

  /// The file that a release makes.
  private func file(of target: ReleaseTarget, _ batch: Batch) throws -> String {
    let path: String
    switch target {
    case .file(let file, _): path = file
    case .folder(let folder):
      path =
        URL(fileURLWithPath: folder, isDirectory: true)
        .appending(path: "b\(batch.number)-released-\(try ledger.next().entry).parquet").path
    }
    guard !DurableFile.exists(path) else {
      throw QuarantineError(
        .refused,
        "\(path.shownOnOneLine) is there already, and rows that were handed on are never "
          + "written over", remedy: "name another file, or a folder")
    }
    return path
  }
}

extension ReleaseTarget {
  /// How its file is written.
  fileprivate var format: FileFormat {
    switch self {
    case .file(_, let format): format
    case .folder: .parquet
    }
  }
}
