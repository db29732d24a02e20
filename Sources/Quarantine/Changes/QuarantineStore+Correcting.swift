internal import Contracts
package import Engines

extension QuarantineStore {
  /// New values of a column: an expression over the row's columns.
  package struct Assignment: Sendable, Hashable {
    package let column: String
    package let expression: String

    /// Reads `fare = fare / 100`; nil when there is no `=`, or nothing on a side of it.
    package init?(_ text: String) {
      guard let equals = text.firstIndex(of: "=") else { return nil }
      func trimmed(_ part: Substring) -> String {
        let start = part.drop(while: \.isWhitespace)
        let end = start.reversed().drop(while: \.isWhitespace)
        return String(end.reversed())
      }
      var column = trimmed(text[..<equals])
      if column.count > 2, column.hasPrefix("\""), column.hasSuffix("\"") {
        column = String(column.dropFirst().dropLast()).replacing("\"\"", with: "\"")
      }
      let expression = trimmed(text[text.index(after: equals)...])
      guard !column.isEmpty, !expression.isEmpty else { return nil }
      self.column = column
      self.expression = expression
    }
  }

  /// Gives columns of rows new values.
  ///
  /// All expressions see the row as it was.
  ///
  /// - Throws: ``QuarantineError``, ``EngineError``, ``StorageError``.
  package func correct(
    _ selection: RowSelection, of batch: Batch, setting assignments: [Assignment],
    account: Account, time: String
  ) throws -> Correction {
    let rows = try relation(batch)
    let types = try types(of: rows)
    let chosen = try selection.sql(over: rows, engine: engine)
    for assignment in assignments {
      try batch.require(assignment.column)
      try Expression.refuseFlaws(
        "--set \(assignment.column) =", assignment.expression,
        .value(assignment.expression, over: "select * from \(rows)"), engine)
    }
    var account = account
    account.how =
      assignments.map { "--set \($0.column) = \($0.expression)" } + selection.words
    let hits = try engine.rows("select count(*) from \(rows) where \(chosen)", reading: folder)
    guard hits.first?.first != "0" else { throw selection.misses(batch) }
    for assignment in assignments where Self.isWhole(types[assignment.column]) {
      try refuseRounding(assignment, where: chosen, of: rows, batch)
    }
    let new = assignments.enumerated().map { position, assignment in
      "cast(case when \"assay s\" then (\(assignment.expression)\n) end as "
        + "\(types[assignment.column] ?? "varchar")) as \"assay n\(position)\""
    }
    let columns = assignments.enumerated().map { position, assignment in
      (
        name: SQLText.identifier(assignment.column),
        new: "case when \"assay s\" then \"assay n\(position)\" else "
          + "\(SQLText.identifier(assignment.column)) end"
      )
    }
    let helpers = ["\"assay s\""] + assignments.indices.map { "\"assay n\($0)\"" }
    let corrected = """
      select * exclude (\(helpers.joined(separator: ", "))) replace (\(Self.replacements(columns, "")))
      from (select *, \(new.joined(separator: ", "))
        from (select *, \(chosen) as "assay s" from \(rows)))
      """
    return try correct(
      batch, to: corrected, columns: assignments.map(\.column), account: account, time: time)
  }

  /// Takes over an edited copy of rows, which ``QuarantineStore/show(_:of:limit:)`` wrote.
  ///
  /// Rows are found by their id; those that are not in the file stay as they are, and so do columns
  /// that are not.
  ///
  /// - Throws: ``QuarantineError``, ``EngineError``, ``StorageError``.
  package func correct(
    _ batch: Batch, from file: String, format: FileFormat, account: Account, time: String
  ) throws -> Correction {
    let rows = try relation(batch)
    let types = try types(of: rows)
    _ = try engine.describe(.path(file))
    let edited = format == .csv ? SQLText.textCSV(file) : SQLText.parquet(file)
    let names = try engine.columns(of: edited, reading: file).map(\.name)
    let id = StoreColumn.id.rawValue
    guard names.contains(id) else {
      throw QuarantineError(
        .refused, "\(file.shownOnOneLine) has no column \(id), by which rows are found",
        remedy: "edit a file that `assay quarantine show --out` wrote")
    }
    let known = Set(batch.origin.columns + StoreColumn.reserved)
    if let stranger = names.first(where: { !known.contains($0) }) {
      throw QuarantineError(
        .refused,
        "\(file.shownOnOneLine) has a column \(stranger.shownOnOneLine), which batch "
          + "\(batch.number) has not",
        remedy: "keep the columns that were written, or leave some out")
    }
    try refuseStrangers(in: edited, file, rows: rows, batch)
    let columns = batch.origin.columns.filter(names.contains)
    let replaced = columns.map { column in
      let name = SQLText.identifier(column)
      // A spreadsheet does not tell an empty text from nothing.
      let isSame =
        format == .csv ? "e.\(name) is null and cast(o.\(name) as varchar) = ''" : "false"
      return (
        name: name,
        new: "case when e.\(id) is null or (\(isSame)) then o.\(name) else "
          + "cast(e.\(name) as \(types[column] ?? "varchar")) end"
      )
    }
    guard !replaced.isEmpty else {
      throw QuarantineError(
        .refused, "\(file.shownOnOneLine) has no column of the rows",
        remedy: "keep the columns that were written")
    }
    try refuseMisfits(in: edited, file, format, columns.map { ($0, types[$0] ?? "VARCHAR") }, batch)
    var account = account
    account.how = ["--from \(file)"]
    let corrected = """
      select o.* replace (\(Self.replacements(replaced, "o.")))
      from \(rows) as o left join \(edited) as e on o.\(id) = e.\(id)
      order by cast(split_part(o.\(id), '-', 2) as bigint)
      """
    return try correct(batch, to: corrected, columns: columns, account: account, time: time)
  }

  private static func replacements(
    _ columns: [(name: String, new: String)], _ prefix: String
  ) -> String {
    let state = StoreColumn.state.rawValue
    let differs = columns.map { "\(prefix)\($0.name) is distinct from (\($0.new))" }
    return
      (columns.map { "\($0.new) as \($0.name)" } + [
        "case when \(differs.joined(separator: " or ")) then '\(RowState.corrected.rawValue)' "
          + "else \(prefix)\(state) end as \(state)"
      ]).joined(separator: ", ")
  }

  private func correct(
    _ batch: Batch, to corrected: String, columns: [String], account: Account, time: String
  ) throws -> Correction {
    let begun = try begin(.correct, batch: batch.number, time: time, account: account)
    var found: Correction?
    do {
      let after = try perform(begun) { change in
        var after = batch
        try keep(corrected, in: &after, change)
        let changes = try Correction(
          of: columns, from: try relation(batch), to: try relation(after), batch, engine)
        guard changes.rows > 0 else { throw NothingChanges() }
        change.rows = changes.rows
        found = changes
        return after
      }
      found?.batch = after
    } catch is NothingChanges {
      return Correction(batch: batch)
    } catch let error as EngineError where error.problem.contains("converts a value") {
      // What the engine says quotes the value.
      throw EngineError(
        .unreadable,
        "a new value cannot be computed, or does not fit its column, so that the correction "
          + "fails on a value",
        remedy: "use functions that answer null instead, such as try_cast, or choose fewer rows",
        file: folder)
    }
    return found ?? Correction(batch: batch)
  }

  /// Ends a change that would change nothing.
  private struct NothingChanges: Error {}

  private func refuseStrangers(
    in edited: String, _ file: String, rows: String, _ batch: Batch
  ) throws {
    let id = StoreColumn.id.rawValue
    let odd = try engine.rows(
      """
      select cast(min(i) as varchar), count(*), bool_or(n > 1) from (
        select e.\(id) as i, count(*) as n, bool_or(o.\(id) is null) as lost
        from \(edited) as e left join \(rows) as o on o.\(id) = e.\(id) group by e.\(id))
      where n > 1 or lost or i is null
      """, reading: file)
    guard let first = odd.first, first[1] != "0" else { return }
    throw QuarantineError(
      .refused,
      first[2] == "true"
        ? "\(file.shownOnOneLine) has rows twice, the first of them \((first[0] ?? "without id").shownOnOneLine)"
        : "\(file.shownOnOneLine) has \(first[1] ?? "") row(s) that batch \(batch.number) does not hold, "
          + "the first of them \((first[0] ?? "without id").shownOnOneLine)",
      remedy:
        "keep `\(id)` as it was written; rows that were released or discarded meanwhile must go")
  }

  private static func isWhole(_ type: String?) -> Bool {
    [
      "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
      "UBIGINT",
    ].contains(type)
  }

  private static func hasFraction(_ value: String) -> String {
    "coalesce(try_cast(\(value) as double) <> trunc(try_cast(\(value) as double)), false)"
  }

  /// Refuses the first new value that a column of whole numbers would round.
  private func refuseRounding(
    _ assignment: Assignment, where chosen: String, of rows: String, _ batch: Batch
  ) throws {
    let id = StoreColumn.id.rawValue
    // An expression that fails on a value fails the correction itself, which says so.
    let found = try? engine.rows(
      """
      select \(id), cast("assay v" as varchar) from (
        select \(id), (\(assignment.expression)
        ) as "assay v" from \(rows) where \(chosen))
      where \(Self.hasFraction("\"assay v\"")) order by cast(split_part(\(id), '-', 2) as bigint) limit 1
      """, reading: folder)
    guard let first = found?.first else { return }
    throw EngineError(
      .unreadable,
      "\(batch.shown(first[1], of: assignment.column)) of row \((first[0] ?? "").shownOnOneLine) does not "
        + "fit its column, which holds whole numbers",
      remedy: "round it in the expression, or correct the data themselves; nothing was changed",
      file: folder, column: assignment.column)
  }

  /// Refuses the first value of an edited file that does not fit its column.
  private func refuseMisfits(
    in edited: String, _ file: String, _ format: FileFormat,
    _ columns: [(name: String, type: String)], _ batch: Batch
  ) throws {
    let cells = columns.filter { $0.type != "VARCHAR" }
    guard !cells.isEmpty else { return }
    let isMisfit = cells.map { cell in
      let name = SQLText.identifier(cell.name)
      let isRounded = Self.isWhole(cell.type) ? " or \(Self.hasFraction(name))" : ""
      return "(\(name) is not null and (try_cast(\(name) as \(cell.type)) is null\(isRounded)))"
    }
    let values = zip(cells, isMisfit).enumerated().map { place, cell in
      "when \(cell.1) then {'k': \(place), 'v': cast(\(SQLText.identifier(cell.0.name)) as varchar)}"
    }
    let id = StoreColumn.id.rawValue
    let found = try engine.rows(
      """
      select "assay r", \(id), m.k, m.v from (
        select "assay r", \(id), case \(values.joined(separator: " ")) end as m
        from (select row_number() over () as "assay r", * from \(edited)))
      where m is not null order by "assay r" limit 1
      """, reading: file)
    guard let first = found.first, let place = first[2].flatMap({ Int($0) }),
      cells.indices ~= place
    else { return }
    let (column, type) = cells[place]
    throw EngineError(
      .unreadable,
      "\(batch.shown(first[3], of: column)) of row \((first[1] ?? "").shownOnOneLine) does not fit its column, whose type is "
        + type.lowercased(),
      remedy: "correct the value; nothing was changed", file: file,
      // The heading is the first line. A Parquet file has none, and the row has a name.
      line: format == .csv ? first[0].flatMap { Int($0) }.map { $0 + 1 } : nil, column: column)
  }

  /// The engine's types of a relation's columns, by name.
  func types(of rows: String) throws -> [String: String] {
    Dictionary(
      try engine.columns(of: rows, reading: folder).map { ($0.name, $0.type) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Batch {
  /// A value as it may be shown.
  fileprivate func shown(_ value: String?, of column: String) -> String {
    origin.personal.contains(column)
      ? ConstraintResult.hidden : "“\((value ?? "").prefix(40))”".shownOnOneLine
  }

  /// Refuses a column that the rows do not have.
  func require(_ column: String) throws(QuarantineError) {
    guard !origin.columns.contains(column) else { return }
    throw QuarantineError(
      .refused, "batch \(number) has no column \(column.shownOnOneLine)",
      remedy: "its columns are \(origin.columns.prefix(12).joined(separator: ", ").shownOnOneLine)"
        + (origin.columns.count > 12 ? ", …" : ""))
  }
}
