extension ScanPlanner {
  /// Plans JSON files: the keys of their records are the columns.
  ///
  /// The whole files settle the types, so that a late row cannot fail in the middle of a scan.
  ///
  /// The engine takes a text such as `03-04-2024` for a date, though nobody can tell its day from
  /// its month: texts are read as they are written, and are times where all of a column are such as
  /// in a CSV file.
  ///
  /// - Parameter types: what the columns of these names shall be.
  func planJSON(
    _ files: [DataFile], source: String, types: [String: StatedType]
  ) throws(EngineError) -> ScanPlan {
    for file in files { try TextBytes.refuseDeepJSON(file) }
    do throws(EngineError) {
      return try planRecords(files.map(\.path), source: source, types: types)
    } catch {
      guard error.kind == .unreadable,
        let located = JSONLineFault.first(in: files, session).flatMap({ EngineError($0) })
      else { throw error }
      throw located
    }
  }

  private func planRecords(
    _ paths: [String], source: String, types: [String: StatedType]
  ) throws(EngineError) -> ScanPlan {
    let guessed = Self.relation(paths)
    var columns = try session.columns(of: "select * from \(guessed)", reading: source)
    let texts = columns.indices.filter { index in
      Self.guessed.contains { columns[index].type.hasPrefix($0) } && !Self.areRenamed(columns)
    }
    for index in texts { columns[index].type = "VARCHAR" }
    let relation = texts.isEmpty ? guessed : Self.relation(paths, as: columns)
    var expressions = columns.map { (name: $0.name, expression: SQLText.identifier($0.name)) }
    let mixed = columns.indices.filter { columns[$0].type == "JSON" }
    let times = texts.flatMap { index in
      Self.times(types[columns[index].name]).map { (index: index, time: $0) }
    }
    let sums =
      ["count(*)"]
      + mixed.flatMap { index in
        let kind = "json_type(\(expressions[index].expression))"
        return [
          "count(*) filter (\(kind) in ('OBJECT', 'ARRAY'))",
          "count(*) filter (\(kind) not in ('OBJECT', 'ARRAY', 'NULL'))",
        ]
      }
      + times.map { column in
        let name = expressions[column.index].expression
        let isTime = CSVTally.condition(column.time.form, name)
        return "count(case when not coalesce(\(isTime), false) then \(name) end)"
      }
    let answer = try session.integers(
      "select \(sums.joined(separator: ", ")) from \(relation)", reading: source)
    var counts = answer.makeIterator()
    let rowCount = counts.next() ?? 0
    var warnings = nested(columns, file: source)
    for index in mixed {
      let (parts, values) = (counts.next() ?? 0, counts.next() ?? 0)
      let name = columns[index].name
      if parts > 0, values == 0 {
        // A list of the text keeps the type one that cannot be measured.
        expressions[index].expression = "[\(SQLText.identifier(name))]"
        warnings.append(Self.nestedWarning(name, file: source))
      } else {
        expressions[index].expression = "(\(SQLText.identifier(name)) ->> '$')"
        if values > 0 {
          warnings.append(
            InputWarning(
              .mixedTypes, "values of several types were read as text", file: source, column: name))
        }
      }
    }
    var settled: Set<Int> = []
    for (index, time) in times where counts.next() == 0 && settled.insert(index).inserted {
      expressions[index].expression =
        "cast(\(expressions[index].expression) as \(time.type.rawValue))"
    }
    if rowCount == 0 {
      warnings.append(InputWarning(.noRows, "there are no rows", file: source))
    }
    var plan = ScanPlan(
      columns: expressions, relation: relation, files: paths, rowCount: rowCount,
      warnings: warnings)
    if paths.count > 1 {
      let placed = "\(relation.dropLast()), filename = 'assay_file')"
      plan.location = ScanPlan.Location(
        relation: "(select *, row_number() over () as assay_position from \(placed))",
        file: "assay_file",
        row: "assay_position - min(assay_position) over (partition by assay_file) + 1")
    }
    return plan
  }

  /// The table function with its options.
  ///
  /// - Parameter columns: what its columns are; nil where the engine tells it from the values.
  private static func relation(
    _ paths: [String], as columns: [(name: String, type: String)]? = nil
  ) -> String {
    let types = columns?.map { "\(SQLText.literal($0.name)): \(SQLText.literal($0.type))" }
    let shape =
      types.map { "columns = {\($0.joined(separator: ", "))}" }
      ?? "sample_size = -1, union_by_name = true"
    return "read_json(\(SQLText.paths(paths)), format = 'auto', records = 'true', \(shape), "
      + "hive_partitioning = false, ignore_errors = false, "
      + "maximum_depth = \(TextBytes.deepestJSON))"
  }

  /// Whether columns may have other names than their keys: the engine numbers keys that differ in
  /// letter case alone, and finds none by such a name.
  private static func areRenamed(_ columns: [(name: String, type: String)]) -> Bool {
    let names = Set(columns.map { $0.name.lowercased() })
    return columns.contains { column in
      guard let end = column.name.lastIndex(of: "_"),
        Int(column.name[column.name.index(after: end)...]) != nil
      else { return false }
      return names.contains(column.name[..<end].lowercased())
    }
  }

  /// How the engine's types begin that it makes of texts.
  private static let guessed = ["DATE", "TIME", "UUID"]

  /// What texts may be, the narrowest first: the form that each must have, and the type of all.
  private static func times(_ stated: StatedType?) -> [(form: CSVTally.Form, type: CSVType)] {
    switch stated {
    case nil: [(.date, .date), (.timestamp, .timestamp)]
    case .date: [(.date, .date)]
    case .timestamp: [(.timestamp, .timestamp)]
    case .text, .integer, .number, .boolean: []
    }
  }
}
