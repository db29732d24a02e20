internal import ADBC
package import Engines

/// Asks the engine for the summaries of all columns: figures in one pass for forty columns, their
/// shapes in another, categories in one for each column that has them.
package struct SummaryQuestion {
  let engine: any Engine
  /// The moment after which the future begins, as the engine reads it.
  let now: String

  /// Columns that are asked for in one pass: the planning of more takes longer than another pass.
  private static let columnsAtOnce = 40

  /// Makes the question.
  package init(_ engine: any Engine, now: String) {
    self.engine = engine
    self.now = now
  }

  /// The summaries of the columns of each source, in its order.
  ///
  /// The shapes of a column in all sources have the same ends, so that they can be compared.
  ///
  /// - Throws: ``EngineError``.
  package func summaries(of sources: [DataSource]) throws(EngineError) -> [[ColumnSummary]] {
    var sets: [[ColumnSummary]] = []
    for source in sources { sets.append(try figures(of: source)) }
    var ends: [String: ColumnShape.Ends] = [:]
    for name in Set(sets.joined().map(\.name)) {
      let parts = sets.compactMap { $0.first { $0.name == name } }
      guard let first = parts.first, Set(parts.map(\.type)).count == 1 else { continue }
      ends[name] = ColumnShape.Ends(parts.dropFirst().reduce(first) { $0.merged(with: $1) })
    }
    for (index, source) in zip(sets.indices, sources) {
      try addShapes(to: &sets[index], source, ends: ends)
    }
    return sets
  }

  /// The source under names that need no quotes.
  private func data(_ source: DataSource, columns: Int) throws(EngineError) -> String {
    let names = (0..<columns).map { "c\($0)" }.joined(separator: ", ")
    return
      "with data as not materialized (select * from (\(try engine.query(source, columns: nil))) "
      + "as t(\(names)))"
  }

  /// Counts the values of columns of numbers in cells.
  private func addShapes(
    to summaries: inout [ColumnSummary], _ source: DataSource, ends: [String: ColumnShape.Ends]
  ) throws(EngineError) {
    let shaped = summaries.indices.compactMap { index in
      ends[summaries[index].name].map { (index: index, ends: $0) }
    }
    let data = try data(source, columns: summaries.count)
    for start in stride(from: 0, to: shaped.count, by: Self.columnsAtOnce) {
      let some = shaped[start..<min(start + Self.columnsAtOnce, shaped.count)]
      let places = some.map { item in
        "(greatest(least(cast(c\(item.index) as double), \(item.ends.high)), \(item.ends.low)) "
          + "- \(item.ends.low)) / (\(item.ends.high) - \(item.ends.low)) "
          + "+ 0 * cast(c\(item.index) as double)"
      }
      let answer = try rows(
        "\(data), places as (select unnest([\(places.joined(separator: ", "))]) as z, "
          + "unnest([\(some.map { "\($0.index)" }.joined(separator: ", "))]) as i from data) "
          + "select i, count(*), avg(z), var_pop(z) from places where z is not null "
          + "group by i, least(floor(z * \(ColumnShape.mostCells)), \(ColumnShape.mostCells - 1)) "
          + "order by i, avg(z)")
      var cells: [Int: [ColumnShape.Cell]] = [:]
      for row in answer {
        let numbers = row.compactMap { $0.flatMap { Double($0) } }
        guard numbers.count == 4, let index = Int(exactly: numbers[0]) else { continue }
        cells[index, default: []].append(
          ColumnShape.Cell(count: numbers[1], mean: numbers[2], variance: numbers[3]))
      }
      for item in some {
        summaries[item.index].shape = cells[item.index].map { ColumnShape(item.ends, cells: $0) }
      }
    }
  }

  private func figures(of source: DataSource) throws(EngineError) -> [ColumnSummary] {
    let fields = try engine.schema(of: source)
    let columns = fields.enumerated().map { index, field in
      SummaryColumn(
        name: field.name, alias: "c\(index)", type: ValueType(field.type), now: now)
    }
    let data = try data(source, columns: fields.count)
    var summaries: [ColumnSummary] = []
    for start in stride(from: 0, to: columns.count, by: Self.columnsAtOnce) {
      let some = columns[start..<min(start + Self.columnsAtOnce, columns.count)]
      let figures = ["count(*)"] + some.flatMap(\.figures)
      let named = figures.enumerated().map { "\($1) as o\($0)" }.joined(separator: ", ")
      var answer = try rows("\(data) select \(named) from data").first?.makeIterator()
      func next() -> String? { answer?.next() ?? nil }
      let rowCount = next().flatMap { Int($0) } ?? 0
      summaries += some.map { $0.summary(rows: rowCount, next) }
    }
    for (index, column) in zip(summaries.indices, columns)
    where column.isCategorical && summaries[index].distinct <= ColumnSummary.mostCategories {
      let counted = try rows(
        "\(data) select cast(\(column.alias) as varchar) as v, count(*) as n from data "
          + "where \(column.alias) is not null group by 1")
      let pairs = counted.compactMap { row -> (String, Int)? in
        guard row.count == 2, let value = row[0], let count = row[1].flatMap({ Int($0) }) else {
          return nil
        }
        return (value, count)
      }
      summaries[index].counts = Dictionary(pairs) { first, _ in first }
    }
    return summaries
  }

  private func rows(_ sql: String) throws(EngineError) -> [[String?]] {
    let stream = try engine.scan(.query(sql))
    do throws(ADBCError) {
      return try stream.textRows()
    } catch {
      throw EngineError(error, reading: .query(sql))
    }
  }
}

/// One column's part of the question.
private struct SummaryColumn {
  let name: String
  let alias: String
  let type: ValueType?
  let now: String

  /// Whether its values may be a list of categories.
  var isCategorical: Bool { type == .text || type == .boolean }

  /// The aggregates, in the order in which ``summary(rows:_:)`` reads them.
  var figures: [String] {
    var figures = ["count(\(alias))"]
    switch type {
    case .integer, .number:
      let double = "cast(\(alias) as double)"
      let finite = "case when abs(\(double)) <= 1e150 then \(double) end"
      let length = ColumnSummary.tailLength
      figures += [
        type == .integer ? "count(distinct \(alias))" : "0",
        "count(case when not abs(\(double)) <= 1e150 then 1 end)",
        "cast(min(\(finite), \(length)) as varchar)", "cast(max(\(finite), \(length)) as varchar)",
        "cast(min(\(alias)) as varchar)", "cast(max(\(alias)) as varchar)",
      ]
    case .text:
      figures += ["count(distinct \(alias))", "min(length(\(alias)))", "max(length(\(alias)))"]
      figures.append(
        "count(case when regexp_matches(\(alias), \(SQLText.literal(EncodingDamage.pattern))) then 1 end)"
      )
      figures += TextFormat.Form.inferred.map {
        "count(case when not (\($0.condition(alias))) then 1 end)"
      }
    case .boolean: figures.append("count(distinct \(alias))")
    case .date, .timestamp:
      figures.append(
        "count(case when epoch(cast(\(alias) as timestamp)) > "
          + "epoch(cast(\(SQLText.literal(now)) as timestamp)) then 1 end)")
    case nil: break
    }
    return figures
  }

  /// Reads the answer to ``figures``.
  func summary(rows: Int, _ next: () -> String?) -> ColumnSummary {
    func count() -> Int { next().flatMap { Int($0) } ?? 0 }
    var summary = ColumnSummary(name: name, type: type, rows: rows, present: count(), distinct: 0)
    switch type {
    case .integer, .number:
      summary.distinct = count()
      summary.notFinite = count()
      summary.low = Self.list(next())
      summary.high = Self.list(next())
      summary.lowText = next()
      summary.highText = next()
    case .text:
      summary.distinct = count()
      summary.shortest = next().flatMap { Int($0) }
      summary.longest = next().flatMap { Int($0) }
      summary.isDamaged = count() > 0
      for form in TextFormat.Form.inferred where count() == 0 && summary.present > 0 {
        summary.forms.insert(form)
      }
    case .boolean: summary.distinct = count()
    case .date, .timestamp: summary.isAhead = count() > 0
    case nil: break
    }
    return summary
  }

  /// `[1.5, 2.0]` as numbers.
  private static func list(_ text: String?) -> [Double] {
    guard let text else { return [] }
    return text.dropFirst().dropLast().split(separator: ",").compactMap { part in
      Double(part.drop { $0 == " " })
    }
  }
}
