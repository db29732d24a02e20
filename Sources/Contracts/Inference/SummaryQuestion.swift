internal import ADBC
package import Engines

/// Asks the engine for the summaries of all columns: figures in one pass for forty columns, categories in one
/// for each column that has them.
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

  /// The summaries of a source's columns, in its order.
  ///
  /// - Throws: ``EngineError``.
  package func summaries(_ source: DataSource) throws(EngineError) -> [ColumnSummary] {
    let fields = try engine.schema(of: source)
    let columns = fields.enumerated().map { index, field in
      SummaryColumn(
        name: field.name, alias: "c\(index)", type: ValueType(field.type), now: now)
    }
    let names = fields.indices.map { "c\($0)" }.joined(separator: ", ")
    let data =
      "with data as not materialized (select * from (\(try engine.query(source, columns: nil))) "
      + "as t(\(names)))"
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
        "avg(\(finite))", "stddev_samp(\(finite))",
        "case when min(\(finite)) < max(\(finite)) and max(abs(\(finite))) < 1e75 "
          + "then skewness(\(finite)) end",
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
      summary.mean = next().flatMap { Double($0) }
      summary.standardDeviation = next().flatMap { Double($0) }
      summary.skewness = next().flatMap { Double($0) }
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
