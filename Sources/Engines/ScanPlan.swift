internal import ADBC

/// What a scan of one source selects from: settled once, used for every scan.
struct ScanPlan: Sendable {
  /// Columns by the names that people know, with the expression that yields each.
  let columns: [(name: String, expression: String)]
  /// A table, a table function or a query in parentheses.
  let relation: String
  let files: [String]
  let rowCount: Int?
  var warnings: [InputWarning]
  /// Where rows come from, when that takes another relation than the scan's.
  var location: Location?
  /// Whether types were told from text.
  var isText = false

  /// A relation that knows the place of its rows, with the expressions of file and row.
  struct Location: Sendable {
    var relation: String
    var file: String
    var row: String
  }

  /// The statement of a scan of all columns, followed by each row's file and number.
  var locatedStatement: String {
    let place =
      location
      ?? Location(
        relation: relation, file: files.count == 1 ? SQLText.literal(files[0]) : "null::varchar",
        row: "row_number() over ()")
    let list = columns.map { "\($0.expression) as \(SQLText.identifier($0.name))" }
    return
      "select \(list.joined(separator: ", ")), \(place.file) as assay_file, "
      + "\(place.row) as assay_row from \(place.relation)"
  }

  /// The statement of a scan.
  ///
  /// - Throws: ``EngineError`` of kind `usage` when a column is not there.
  func statement(
    _ request: ScanRequest, of source: DataSource
  ) throws(EngineError) -> String {
    var selected = columns
    if let names = request.columns {
      selected = []
      for name in names { selected.append(try column(name, of: source)) }
    }
    guard !selected.isEmpty else {
      throw EngineError(
        .usage, "no column is selected", remedy: "name at least one", file: source.shown)
    }
    let list = selected.map { "\($0.expression) as \(SQLText.identifier($0.name))" }
    var sql = "select \(list.joined(separator: ", ")) from \(relation)"
    if let condition = request.whereEqual {
      let tested = try column(condition.column, of: source)
      sql += " where cast(\(tested.expression) as varchar) = \(SQLText.literal(condition.value))"
    }
    if let limit = request.limit { sql += " limit \(max(0, limit))" }
    return sql
  }

  private func column(
    _ name: String, of source: DataSource
  ) throws(EngineError) -> (name: String, expression: String) {
    if let column = columns.first(where: { $0.name == name }) { return column }
    let similar = columns.map(\.name).filter { $0.lowercased() == name.lowercased() }
    let known = (similar.isEmpty ? columns.prefix(12).map(\.name) : similar)
      .map(\.shownOnOneLine).joined(separator: ", ")
    throw EngineError(
      .usage, "there is no such column",
      remedy: similar.isEmpty
        ? "the columns are \(known)\(columns.count > 12 ? ", …" : "")" : "did you mean \(known)?",
      file: source.shown, column: name)
  }
}

/// Settles how a source is scanned.
struct ScanPlanner {
  let session: DuckDBSession

  func plan(_ source: DataSource) throws(EngineError) -> ScanPlan {
    switch source {
    case .query(let sql): return try planQuery(sql)
    case .table(let address, _):
      throw EngineError(
        .usage, "the embedded engine does not read tables of databases",
        remedy: "copy it first", file: address.shown)
    case .path(let path): return try planFiles(path, types: [:])
    case .typed(let path, let types): return try planFiles(path, types: types)
    }
  }

  private func planFiles(
    _ path: String, types: [String: StatedType]
  ) throws(EngineError) -> ScanPlan {
    let files = try DataFiles.list(path) { (pattern) throws(EngineError) in
      try session.files(matching: pattern)
    }
    switch files.first?.kind {
    case .csv: return try planCSV(files, types: types)
    case .json: return try planJSON(files, source: path, types: types)
    default: return try planParquet(files, source: path)
    }
  }

  private func planQuery(_ sql: String) throws(EngineError) -> ScanPlan {
    var text = Substring(sql)
    while let last = text.last, last == ";" || last.isWhitespace { text = text.dropLast() }
    guard !SQLText.holdsSeveralStatements(String(text)) else {
      throw EngineError(
        .usage, "there is more than one statement", remedy: "write one query", file: "the query")
    }
    // The line break ends a trailing comment.
    let relation = "(\(text)\n)"
    let columns = try session.columns(of: "select * from \(relation)", reading: "the query")
    return ScanPlan(
      columns: columns.map { ($0.name, SQLText.identifier($0.name)) }, relation: relation,
      files: [], rowCount: nil, warnings: csvInQuery(sql) + nested(columns, file: nil))
  }

  /// A query reads CSV files by the engine's own detection, which samples and guesses.
  private func csvInQuery(_ sql: String) -> [InputWarning] {
    let text = sql.lowercased()
    guard [".csv", ".tsv", "read_csv"].contains(where: text.contains) else { return [] }
    return [
      InputWarning(
        .csvInQuery,
        "a query reads CSV files by the engine's own guess of types and delimiter; name the file "
          + "itself, or a Parquet copy in the query, to be sure")
    ]
  }

  private func planParquet(_ files: [DataFile], source: String) throws(EngineError) -> ScanPlan {
    let paths = files.map(\.path)
    let partitioned = Self.isPartitioned(paths)
    let relation =
      "read_parquet(\(SQLText.paths(paths)), union_by_name = \(paths.count > 1), "
      + "hive_partitioning = \(partitioned))"
    let columns = try session.columns(of: "select * from \(relation)", reading: source)
    let counts = try session.rows(
      "select file_name, num_rows from parquet_file_metadata(\(SQLText.paths(paths)))",
      reading: source)
    var warnings = nested(columns, file: source)
    if paths.count > 1 { warnings += try absentColumns(paths, source: source) }
    let rowCount = counts.reduce(0) { $0 + ($1[1].flatMap { Int($0) } ?? 0) }
    if rowCount == 0 {
      warnings.append(InputWarning(.noRows, "there are columns and no rows", file: source))
    }
    var plan = ScanPlan(
      columns: columns.map { ($0.name, SQLText.identifier($0.name)) }, relation: relation,
      files: paths, rowCount: rowCount, warnings: warnings)
    let own = Set(columns.map { $0.name.lowercased() })
    if own.isDisjoint(with: ["assay_file", "file_row_number"]) {
      plan.location = ScanPlan.Location(
        relation: "\(relation.dropLast()), filename = 'assay_file', file_row_number = true)",
        file: "assay_file", row: "file_row_number + 1")
    }
    return plan
  }

  /// Columns of some files that others lack: the engine fills them up without a word.
  private func absentColumns(
    _ paths: [String], source: String
  ) throws(EngineError) -> [InputWarning] {
    let rows = try session.rows(
      "with c as (select distinct file_name, path_in_schema as name from "
        + "parquet_metadata(\(SQLText.paths(paths)))) select name, count(*), min(file_name) from c "
        + "group by name having count(*) < (select count(distinct file_name) from c) order by name",
      reading: source)
    return rows.map { row in
      InputWarning(
        .absentColumn,
        "only \(row[1] ?? "some") of \(paths.count) files have the column; in the others it was "
          + "read as missing", file: row[2], column: row[0])
    }
  }

  /// Whether all files lie in `key=value` directories with the same keys.
  static func isPartitioned(_ paths: [String]) -> Bool {
    let keys = paths.map { path in
      path.split(separator: "/").dropLast().compactMap { part in
        part.firstIndex(of: "=").map { String(part[..<$0]) }
      }
    }
    guard let first = keys.first, !first.isEmpty else { return false }
    return keys.allSatisfy { $0 == first }
  }

  private func planCSV(
    _ files: [DataFile], types: [String: StatedType]
  ) throws(EngineError) -> ScanPlan {
    var readings: [CSVReading] = []
    for file in files {
      readings.append(try CSVReading(file, types: types, session: session))
    }
    let union = CSVUnion(readings)
    var plan = ScanPlan(
      columns: union.columns, relation: union.relation, files: files.map(\.path),
      rowCount: readings.reduce(0) { $0 + $1.rowCount },
      warnings: readings.flatMap(\.warnings) + union.warnings)
    plan.isText = true
    if let located = union.locatedRelation {
      plan.location = ScanPlan.Location(relation: located, file: "ufile", row: "urow")
    }
    return plan
  }

  func nested(_ columns: [(name: String, type: String)], file: String?) -> [InputWarning] {
    columns.filter { column in
      (column.type.hasSuffix("]") && !Self.isVector(column.type))
        || ["STRUCT", "MAP", "UNION"].contains { column.type.hasPrefix($0) }
    }.map { Self.nestedWarning($0.name, file: file) }
  }

  /// Whether a type is a list of numbers, `FLOAT[384]` or `DOUBLE[]`, which drift compares as
  /// vectors.
  private static func isVector(_ type: String) -> Bool {
    let parts = type.split(separator: "[", omittingEmptySubsequences: false)
    return parts.count == 2
      && [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "FLOAT", "DOUBLE",
      ].contains(parts[0])
  }

  static func nestedWarning(_ column: String, file: String?) -> InputWarning {
    InputWarning(
      .nestedColumn, "a list, struct or map cannot be measured; the other columns were read",
      file: file, column: column)
  }
}
